"""Where the site's own files are found: under the names that collectstatic gave them."""

from functools import lru_cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class RememberedStaticFiles(CompressedManifestStaticFilesStorage):
    """Works out each address once: a page names ten files, and the manifest of a process never changes."""

    @lru_cache(maxsize=2000)  # noqa: B019 - one storage for the whole process
    def url(self, name: str, force: bool = False) -> str:
        """Return the address of a file by its name in the source."""
        return super().url(name, force)
