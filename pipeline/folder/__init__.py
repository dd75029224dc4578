"""A digest's folder on disk: written whole or not at all, read back for checking, edited without losing a revision."""

from pipeline.folder.digests import FolderDigests
from pipeline.folder.reading import DIGEST, is_touched, read_previous, read_revision
from pipeline.folder.writing import sweep, write_revision

__all__ = ["DIGEST", "FolderDigests", "is_touched", "read_previous", "read_revision", "sweep", "write_revision"]
