"""The files of a definition's documents: read, checked to be PDFs, and named by their content."""

import hashlib
from pathlib import Path

from config.reading import Entry, Fault
from config.written import WrittenDocument, WrittenVersion
from models.programme import Document, Part, Version
from models.values import Sha256, digest_of

LARGEST = 25 * 1024 * 1024
"""Bytes of one file (25 MB)."""

_PDF_ENDS = 1024
"""How near the end of a PDF its end mark must stand, in bytes."""


class Enclosures:
    """Reads documents' files from one folder, keeping their bytes and the faults met on the way."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory.resolve()
        self.files: dict[Sha256, bytes] = {}
        self.faults: list[Fault] = []

    def document(self, entry: Entry[WrittenDocument]) -> Entry[Document]:
        document = None
        if entry.value is not None:
            versions = tuple(
                self._version(entry, f"versions[{number}]", version)
                for number, version in enumerate(entry.value.versions)
            )
            document = Document(id=entry.value.id, title=entry.value.title, versions=versions)
        return Entry(file=entry.file, key=entry.key, id=entry.id, value=document)

    def _version(self, entry: Entry[WrittenDocument], key: str, written: WrittenVersion) -> Version:
        parts: list[Part] = []
        for number, row in enumerate(written.parts):
            content = self._content(row.file)
            if isinstance(content, bytes):
                digest = hashlib.sha256(content).hexdigest()
                self.files[digest] = content
                parts.append(Part(**row.model_dump(), sha256=digest, size=len(content)))
            else:
                expected, found = content
                self.faults.append(entry.fault(f"{key}.parts[{number}].file", expected, found))
                parts.append(Part(**row.model_dump()))
        consented_to = digest_of(*sorted(f"{part.id} {part.sha256}" for part in parts))
        return Version(
            label=written.label, title=written.title, parts=tuple(parts), content_hash=consented_to
        )

    def _content(self, file: str) -> bytes | tuple[str, str]:
        """The bytes of a PDF within the folder, or what was expected and what was found."""
        try:
            path = (self._directory / file).resolve()
            if not path.is_relative_to(self._directory):
                return "a file within the definition's folder", file
            if not path.is_file():
                return "a file that exists", f"no file {file}"
            if path.stat().st_size > LARGEST:
                return "a file of at most 25 MB", f"{path.stat().st_size} bytes"
            content = path.read_bytes()
        except (OSError, ValueError, RuntimeError):
            return "a file that can be read", file
        if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-_PDF_ENDS:]:
            return "a PDF, by its content", f"{file}, which is none"
        return content
