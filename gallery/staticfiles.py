"""Static files hashed, and compressed where visitors meet them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from whitenoise.storage import CompressedManifestStaticFilesStorage

# Brotli at its best level takes seconds for files that only operators open, or nobody.
LEFT_AS_THEY_ARE = ("admin/", "django_htmx/htmax", "django_htmx/htmx-4", "django_htmx/ext/")


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, without compressing the admin site and htmx's unused builds.

    Only hashed files are kept, so what our modules import is named by its hash too.
    """

    support_js_module_import_aggregation = True
    # Ours alone: other packages' scripts name files that they do not ship.
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )

    def compress_files(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Compress the files that pages of the gallery load."""
        chosen = [path for path in paths if not path.startswith(LEFT_AS_THEY_ARE)]
        yield from super().compress_files(chosen)
