"""The pages' styles, script and icons: copied from the NHS kit, made ours, named by their content.

`python -m web.assets` reads `node_modules` and writes the ignored folder `web/static/kit`.
"""

import hashlib
import json
import re
import sys
from functools import cache
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

WEB = Path(__file__).parent
KIT = WEB.parent / "node_modules" / "nhsuk-frontend" / "dist" / "nhsuk"
OWN = WEB / "static"
TARGET = OWN / "kit"
MOUNT = "/static/kit"
MANIFEST = "manifest.json"

STYLE = "nhsuk-frontend.min.css"
SCRIPT = "nhsuk-frontend.min.js"
OWN_FILES = ("quorate.css", "quorate.svg")

REMOTE_FACE = re.compile(r"@font-face\{[^}]*url\(https?:[^}]*\}")
ICON = re.compile(r"url\(/assets/images/([a-z0-9-]+\.svg)\)")
SOURCE_MAP = re.compile(r"(/\*#\s*sourceMappingURL=.*?\*/|//#\s*sourceMappingURL=\S+)")
A_YEAR = "public, max-age=31536000, immutable"


class KitMissingError(RuntimeError):
    """The kit has not been copied yet."""


def build(kit: Path = KIT, own: Path = OWN, target: Path = TARGET) -> dict[str, str]:
    """Write every file under a name with its content hash, and the manifest from name to name.

    Only the icons the style sheet asks for come along: the kit's favicons and pictures carry the
    NHS logo, which a mixed partnership may not use as its own.
    """
    if not (kit / STYLE).is_file():
        raise KitMissingError(f"{kit} is not there: run `npm ci --ignore-scripts` first")
    target.mkdir(parents=True, exist_ok=True)
    style = without_remote_fonts((kit / STYLE).read_text(encoding="utf-8"))
    icons = {
        name: _write(target, name, (kit / "assets" / "images" / name).read_bytes())
        for name in sorted(set(ICON.findall(style)))
    }
    manifest = dict(icons)
    manifest[STYLE] = _write(target, STYLE, _with_icons(style, icons).encode())
    manifest[SCRIPT] = _write(target, SCRIPT, _without_source_map((kit / SCRIPT).read_text()).encode())
    for name in OWN_FILES:
        manifest[name] = _write(target, name, (own / name).read_bytes())
    (target / MANIFEST).write_text(json.dumps(manifest, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    _sweep(target, keep={MANIFEST, *manifest.values()})
    return manifest


def without_remote_fonts(style: str) -> str:
    """The kit asks another host for its typeface, which tells that host of every visit and is
    licensed for NHS domains only; Arial is the kit's own fallback.
    """
    return REMOTE_FACE.sub("", style)


def _with_icons(style: str, icons: dict[str, str]) -> str:
    return _without_source_map(ICON.sub(lambda found: f"url({MOUNT}/{icons[found[1]]})", style))


def _without_source_map(text: str) -> str:
    return SOURCE_MAP.sub("", text).rstrip() + "\n"


def _write(target: Path, name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    hashed = f"{stem}.{hashlib.sha256(content).hexdigest()[:16]}.{ending}"
    (target / hashed).write_bytes(content)
    return hashed


def _sweep(target: Path, keep: set[str]) -> None:
    """Last, so that a web that is running never misses a file that stays."""
    for path in target.iterdir():
        if path.name not in keep:
            path.unlink()


@cache
def manifest() -> dict[str, str]:
    path = TARGET / MANIFEST
    if not path.is_file():
        raise KitMissingError("the pages' styles are not there: run `python -m web.assets` first")
    names: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return names


def address(name: str) -> str:
    """Where the browser finds a file; an unknown name is a mistake in a template."""
    return f"{MOUNT}/{manifest()[name]}"


class Kit(StaticFiles):
    """The built files, to be mounted at `MOUNT`; a name holds its content's hash, so a year is safe."""

    def __init__(self) -> None:
        manifest()
        super().__init__(directory=TARGET)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["cache-control"] = A_YEAR
        return response


def main() -> int:
    try:
        names = build()
    except KitMissingError as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    sys.stdout.write(f"{len(names)} files in {TARGET.relative_to(WEB.parent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
