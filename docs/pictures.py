"""Makes the pictures of the docs from the running program: the brief of an example in a headless browser.

    python docs/pictures.py [--browser chromium]

Needs Chromium (on Debian: apt-get install chromium).
"""

import argparse
import subprocess
import tempfile
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


if __name__ == "__main__":
    main()
