from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.annotate.language import UNDETERMINED, is_supported, language_of

ENGLISH = "The kiln market is worth $4 billion and will grow by 7% a year, as the mills of the region expand. "
GERMAN = "Der Markt für Brennöfen ist 4 Mrd. Euro wert und wird nach Ansicht der Branche um 7 % im Jahr wachsen. "
CHINESE = "全球窑炉市场规模预计到2030年将达到120亿美元,复合年增长率(CAGR)为7.4%。"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (ENGLISH, "en"),
        ("CAGR of 7%", "en"),
        ("Kilns", "en"),
        ("", "en"),
        ("2023 2024 2025\n12.4 13.1 14.0\n", "en"),
        ("Revenue 120 130\nNet income 12 14\nTotal assets 900 950\n" * 20, "en"),
        ("Companies: Österreichische Kachelöfen, La Société du Four, El Horno de la Villa, De Oven. " + ENGLISH, "en"),
        ("Der Spiegel, Die Zeit and Le Monde wrote of the kilns in the same week.", "en"),
        ("The kiln maker 华窑集团 (Huayao Group) and its rival 日本窯業 sold most of the kilns.", "en"),
        (GERMAN, "de"),
        ("Le marché des fours est estimé à 4 milliards et devrait croître de 7 % dans les prochaines années.", "fr"),
        ("El mercado de hornos alcanzó los 4.000 millones en 2024 y se espera que crezca un 7 % anual.", "es"),
        ("O mercado de fornos atingiu 4 mil milhões em 2024 e deverá crescer 7% ao ano até 2030.", "pt"),
        ("Il mercato dei forni ha raggiunto i 4 miliardi nel 2024 e si prevede che crescerà del 7% annuo.", "it"),
        ("De markt voor ovens is met 7 procent gegroeid en zal door de vraag van het buitenland groeien.", "nl"),
        ("Rynek pieców w Polsce osiągnął w 2024 roku 4 mld euro i według prognoz będzie rósł oraz się zmieni.", "pl"),
        ("Marknaden för ugnar är på väg att växa med 7 procent om året och det är en följd av priserna.", "sv"),
        ("Pasar tungku di Asia tumbuh 7 persen pada tahun 2024 dan akan naik dalam lima tahun dari sekarang.", "id"),
        (CHINESE, "zh"),
        ("世界の窯市場は2030年までに120億ドルに達する見込みです。", "ja"),
        ("글로벌 가마 시장은 2030년까지 120억 달러에 이를 것으로 전망된다.", "ko"),
        ("Мировой рынок печей к 2030 году достигнет 12 млрд долларов.", "ru"),
        ("Світовий ринок печей до 2030 року досягне 12 млрд доларів, і його частка зросте.", "uk"),
        ("वैश्विक भट्ठी बाजार 2030 तक 12 अरब डॉलर तक पहुंचने का अनुमान है।", "hi"),
        ("من المتوقع أن يصل حجم سوق الأفران العالمية إلى 12 مليار دولار", "ar"),
        ("Η αγορά κλιβάνων θα φτάσει τα 12 δισεκατομμύρια δολάρια έως το 2030.", "el"),
        ("ตลาดเตาเผาทั่วโลกจะมีมูลค่าถึง 12 พันล้านดอลลาร์", "th"),
        (GERMAN * 3 + ENGLISH, "de"),
        (GERMAN + ENGLISH * 3, "en"),
        ("Kiln Report 2030 | OVERVIEW | " + CHINESE * 3, "zh"),
        ("ukotha lwemvumo kanti abasebenzi bafuna imali eningi ngonyaka ozayo " * 20, UNDETERMINED),
    ],
)
def test_the_language_that_most_of_a_report_is_in(text: str, code: str) -> None:
    assert language_of(text) == code


def test_a_foreign_cover_page_does_not_decide_for_a_long_report() -> None:
    assert language_of(GERMAN * 20 + ENGLISH * 2_000) == "en"
    assert language_of(ENGLISH * 20 + GERMAN * 2_000) == "de"


def test_only_english_is_supported() -> None:
    assert is_supported("en")
    assert not any(is_supported(code) for code in ("de", "zh", UNDETERMINED, ""))


@given(st.text(max_size=300))
def test_any_text_has_a_language(text: str) -> None:
    assert language_of(text) == UNDETERMINED or len(language_of(text)) == 2
