"""Clicks through the page in a real browser, where there is one (Chromium with its driver)."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

from crossfoot.engine import check_document
from crossfoot.gazetteer import Gazetteer
from crossfoot.placing import placed
from crossfoot.read import read_path
from crossfoot.report.page import page_text
from crossfoot.rulebook import RuleBook

_DEMO = Path(__file__).parents[2] / "corpora/demo/cold-chain-monitoring.html"
_BROWSER, _DRIVER = shutil.which("chromium") or shutil.which("google-chrome"), shutil.which("chromedriver")

pytestmark = pytest.mark.skipif(
    not (_BROWSER and _DRIVER) and not os.environ.get("CROSSFOOT_BROWSER_REQUIRED"),
    reason="no Chromium with ChromeDriver on this machine",
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """A headless browser that shows the page of the demo."""
    folder = tmp_path_factory.mktemp("page")
    report = check_document(read_path(_DEMO), RuleBook.load(None), Gazetteer.load("default"))
    (folder / "page.html").write_text(page_text((report, placed(report))), encoding="utf-8")
    options = ChromeOptions()
    options.binary_location = _BROWSER or ""
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    for argument in (
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--window-size=1280,900",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={folder / 'profile'}",
    ):  # fmt: skip
        options.add_argument(argument)
    driver = Chrome(options=options, service=Service(_DRIVER))
    try:
        driver.get((folder / "page.html").as_uri())
        yield driver
    finally:
        driver.quit()


def _chosen(browser: Chrome) -> tuple[str, list[str]]:
    """The message of the chosen finding, and the words that are marked as its places."""
    card = browser.find_element(By.CSS_SELECTOR, ".finding.chosen .message").text
    return card, [mark.text for mark in browser.find_elements(By.CSS_SELECTOR, "mark.chosen")]


def _is_in_view(browser: Chrome, selector: str) -> bool:
    script = (
        "const r = document.querySelector(arguments[0]).getBoundingClientRect();"
        "return r.top >= 0 && r.bottom <= window.innerHeight;"
    )
    return bool(browser.execute_script(script, selector))


def test_next_chooses_a_finding_and_marks_all_its_places(browser: Chrome) -> None:
    browser.find_element(By.ID, "next").click()
    message, words = _chosen(browser)
    assert message.startswith("The report's window is 2025–2032")
    assert words == ["2025–2032", "2024–2030"]
    assert browser.find_element(By.ID, "status").text.startswith("Finding 1 of 9")
    browser.find_element(By.TAG_NAME, "body").send_keys("j")
    message, words = _chosen(browser)
    assert message.startswith("The growth of the cold chain monitoring market")
    assert words == ["9.2%", "12.6%"]


def test_a_click_on_a_place_brings_it_into_view(browser: Chrome) -> None:
    card = browser.find_element(By.ID, "finding-2")
    card.find_elements(By.CSS_SELECTOR, ".places a")[-1].click()
    browser.execute_script("document.documentElement.style.scrollBehavior = 'auto'")
    card.find_elements(By.CSS_SELECTOR, ".places a")[-1].click()
    assert _is_in_view(browser, "#place-2-1 + mark")


def test_the_filter_hides_a_severity(browser: Chrome) -> None:
    shown = ".group:not([hidden]) .finding"
    assert len(browser.find_elements(By.CSS_SELECTOR, shown)) == 9
    browser.find_element(By.CSS_SELECTOR, "[data-filter=warning]").click()
    assert len(browser.find_elements(By.CSS_SELECTOR, shown)) == 7
    browser.find_element(By.CSS_SELECTOR, "[data-filter=warning]").click()
    assert len(browser.find_elements(By.CSS_SELECTOR, shown)) == 9


def test_a_click_on_marked_words_chooses_their_finding(browser: Chrome) -> None:
    mark = next(each for each in browser.find_elements(By.CSS_SELECTOR, "main mark") if each.text == "USD XX million")
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", mark)
    mark.click()
    assert "USD XX million" in _chosen(browser)[1]


def test_nothing_was_fetched_and_nothing_went_wrong(browser: Chrome) -> None:
    assert browser.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [event["params"] for event in events if event["method"] == "Network.requestWillBeSent"]
    # The browser's own first tab asks for things of its own.
    urls = [each["request"]["url"] for each in asked if each["documentURL"].startswith("file:")]
    assert urls == [browser.current_url.partition("#")[0]]
