"""Makes the pictures of the docs from the running program: the brief and the workbench of an example in a headless browser.

    python docs/pictures.py [--browser chromium]

Needs Chromium (on Debian: apt-get install chromium).
"""

import argparse
import re
import subprocess
import tempfile
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"


def main() -> None:
    """Build each example's brief and take its first screen."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--browser", default="chromium")
    browser = p.parse_args().browser
    OUT.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "brief.html"
        subprocess.run(["fabula", "brief", str(ROOT / "examples" / "flood"), "-o", str(page)], check=True)
        subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1100,900",
             f"--screenshot={OUT / 'brief.png'}", page.as_uri()],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        workbench(browser, Path(folder))


def workbench(browser: str, folder: Path) -> None:
    """Take the first screen of two pages of the workbench."""
    dossier = folder / "flood.fabula"
    subprocess.run(["fabula", "build", str(ROOT / "examples" / "flood"), "-o", str(dossier)], check=True)
    serving = subprocess.Popen(
        ["fabula", "serve", str(dossier), "--port", "0"], stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        assert serving.stderr
        site = serving.stderr.readline().split(": ", 1)[1].strip()
        with urllib.request.urlopen(f"{site}search?q=settlement") as page:
            article = re.search(r'href="/(articles/[^"]+at=[^"]+)"', page.read().decode())
        assert article
        marks = "&layer=names&layer=statements&layer=events&layer=numbers&layer=times"
        for name, path in {"story": "", "article": article[1].split("#")[0] + marks}.items():
            subprocess.run(
                [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1280,860",
                 f"--screenshot={OUT / f'workbench-{name}.png'}", site + path],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
    finally:
        serving.terminate()
        serving.wait()


if __name__ == "__main__":
    main()
