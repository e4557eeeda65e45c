from tests.reliability.soak import Process, soak

SECONDS = 15.0


class TestSoak:
    def test_memory_and_files_stay_flat_while_faults_flap(self):
        found = soak(SECONDS, every=0.25)

        print(found.report())  # shown where it fails
        assert found.problems() == []
        assert {one.name.rpartition(" ")[0] for one in found.processes} >= {
            "serve", "serve child", "serve decoder", "worker",
        }  # fmt: skip
        assert sum(found.injected.values()) > 30
        assert len(found.injected) > 10  # kinds of faults
        assert sum(found.notes.values()) > 150

    def test_growth_is_found(self):
        leaking = Process("x", [100.0 + n for n in range(100)], [20 + n // 5 for n in range(100)])

        assert leaking.growth() == (60.0, 12.0)
