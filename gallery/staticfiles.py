"""Static files bundled, hashed, and compressed where visitors meet them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from gallery import bundling

# Brotli at its best level takes seconds for files that only operators open, or nobody.
LEFT_AS_THEY_ARE = ("admin/", "django_htmx/htmax", "django_htmx/htmx-4", "django_htmx/ext/")
BUNDLED = {"css/*.css": bundling.style, "js/*.js": bundling.module}


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage over bundles, without compressing what the gallery does not load.

    What a style sheet or a module of ours imports comes with it in one file; with DEBUG the
    files are served as they were written. Only hashed files are kept, so what a module loads
    later, by `import()`, is named by its hash too.
    """

    support_js_module_import_aggregation = True
    # Ours alone: other packages' scripts name files that they do not ship.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """Hash and compress, with our own files replaced by their bundles."""
        yield from super().post_process({**paths, **bundles(paths)}, dry_run, **options)

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress the files that pages of the gallery load."""
        chosen = [path for path in paths if not path.startswith(LEFT_AS_THEY_ARE)]
        yield from super().compress_files(chosen)


def bundles(paths: dict[str, tuple[Storage, str]]) -> dict[str, tuple[Storage, str]]:
    """Our style sheets and modules among `paths`, each with what it imports, in memory."""
    kept = InMemoryStorage()
    found: dict[str, tuple[Storage, str]] = {}
    for pattern, bundle in BUNDLED.items():
        folder = pattern.partition("/")[0]
        for name in paths:
            if fnmatch(name, pattern):
                text = bundle(name.rpartition("/")[2], partial(_read, paths, folder))
                kept.save(name, ContentFile(text.encode()))
                found[name] = (kept, name)
    return found


def _read(paths: dict[str, tuple[Storage, str]], folder: str, name: str) -> str:
    storage, path = paths[f"{folder}/{name}"]
    with storage.open(path) as file:
        return str(file.read().decode())
