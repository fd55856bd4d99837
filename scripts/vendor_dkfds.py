"""Makes the copy of dkfds (Det Fælles Designsystem) in static/vendor/dkfds.

Run by a developer when a new version is wanted; the result is committed:

    npm pack dkfds@11.2.0 && tar xzf dkfds-11.2.0.tgz
    python scripts/vendor_dkfds.py package/dist static/vendor/dkfds

What differs from the published package: four Latin fonts in place of forty-two, no rules for single icons, no
source map, and the whole style sheet in a cascade layer, so that static/css/site.css wins without counting specificity.
"""

import re
import shutil
import sys
from pathlib import Path

WEIGHTS = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
FACE = (
    '@font-face{{font-display:swap;font-family:"IBM Plex Sans";font-style:normal;font-weight:{weight};'
    'src:url(fonts/{file}) format("woff2")}}'
)
# .icon-svg--email::before{background-image:url(../img/svg-icons/email.svg)}
ICON_RULE = re.compile(r"[^{}]*\{[^{}]*svg-icons[^{}]*\}")
# url(../img/svg-icons/check.svg)
IMAGE = re.compile(r"\.\./img/(svg-icons/[\w-]+\.svg|[\w-]+\.(?:png|svg))")
APACHE = Path("/usr/share/common-licenses/Apache-2.0")


def vendor(package: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    (target / "fonts").mkdir(parents=True)
    (target / "img/svg-icons").mkdir(parents=True)
    css = (package / "css/dkfds.min.css").read_text(encoding="utf-8")
    css = re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css)
    css = re.sub(r"@charset [^;]*;", "", css)
    css = re.sub(r"@font-face\{[^}]*\}", "", css)
    css = ICON_RULE.sub(lambda rule: "" if _is_single_icon(rule.group(0)) else rule.group(0), css)
    for image in sorted(set(IMAGE.findall(css))):
        shutil.copyfile(package / "img" / image, target / "img" / image)
    faces = "".join(_font(package, target, weight, name) for weight, name in WEIGHTS.items())
    layered = "@layer dkfds{" + faces + css.replace("../img/", "img/") + "}\n"
    (target / "dkfds.css").write_text(layered, encoding="utf-8")
    shutil.copyfile(package / "fonts/IBMPlexSans/split/woff2/license.txt", target / "fonts/LICENSE.txt")
    shutil.copyfile(package / "LICENSE.md", target / "LICENSE.md")
    shutil.copyfile(APACHE, target / "img/LICENSE.txt")


def _is_single_icon(rule: str) -> bool:
    return rule.lstrip().startswith((".icon", ".before", ".after"))


def _font(package: Path, target: Path, weight: int, name: str) -> str:
    file = f"IBMPlexSans-{name}-Latin1.woff2"
    shutil.copyfile(package / "fonts/IBMPlexSans/split/woff2" / file, target / "fonts" / file)
    return FACE.format(weight=weight, file=file)


if __name__ == "__main__":
    vendor(Path(sys.argv[1]), Path(sys.argv[2]))
