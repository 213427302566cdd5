"""The number that calls an ambulance, by country, each with its source.

It is offered, never assumed: the person confirms or changes it. A country for which no source
was found is left out, and the person types the number.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class EmergencyNumber:
    """A number as dialled inside the country, and where it is published."""

    number: str
    source: str


# fmt: off
_EUROPEAN_UNION = (
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
)
# fmt: on

_112_IN_THE_UNION = EmergencyNumber(
    "112",
    "European Commission, 112 Day raises awareness on EU emergency number, read 2026,"
    " https://digital-strategy.ec.europa.eu/en/news/112-day-raises-awareness-eu-emergency-number",
)

# ISO 3166-1 alpha-2 code -> number. Where one country has several, the one for an ambulance.
EMERGENCY_NUMBERS: dict[str, EmergencyNumber] = {
    **dict.fromkeys(_EUROPEAN_UNION, _112_IN_THE_UNION),
    "AU": EmergencyNumber(
        "000",
        "Healthdirect Australia, Calling triple zero (000), read 2026,"
        " https://www.healthdirect.gov.au/calling-triple-zero",
    ),
    "BD": EmergencyNumber(
        "999",
        "National Emergency Service 999, in The Daily Star, 2024,"
        " https://www.thedailystar.net/news/bangladesh/news/igp-faster-999-emergency-response-3716286",
    ),
    "BR": EmergencyNumber(
        "192",
        "Ministério da Saúde, Serviço de Atendimento Móvel de Urgência (SAMU 192), 2019,"
        " http://www.saude.gov.br/saude-de-a-z/servico-de-atendimento-movel-de-urgencia-samu-192",
    ),
    "CA": EmergencyNumber(
        "911",
        "Canadian Radio-television and Telecommunications Commission, 9-1-1 services, read 2026,"
        " https://crtc.gc.ca/eng/phone/911/can.htm",
    ),
    "CH": EmergencyNumber(
        "144",
        "ch.ch, the portal of the Swiss authorities, emergency numbers, read 2026,"
        " https://ch.ch/en/road-accident-what-should-i-do",
    ),
    "CO": EmergencyNumber(
        "123",
        "Función Pública, the single national emergency line, in W Radio, 2023,"
        " https://wradio.com.co/2023/08/25/numero-para-llamar-a-emergencias-es-el-mismo-en-toda-colombia/",
    ),
    "GB": EmergencyNumber(
        "999",
        "London Ambulance Service NHS Trust, Calling 999, read 2026,"
        " https://www.londonambulance.nhs.uk/calling-us/calling-999/",
    ),
    "HK": EmergencyNumber(
        "999",
        "Government of the Hong Kong SAR, AMS maintains essential public service, 2022,"
        " https://sc.isd.gov.hk/TuniS/www.info.gov.hk/gia/general/202202/03/P2022020300588.htm",
    ),
    "IE": EmergencyNumber(
        "112",
        "Health Service Executive, When to call 112 or 999, read 2026,"
        " https://www2.hse.ie/emergencies/when-to-call-112-or-999/",
    ),
    "IL": EmergencyNumber(
        "101",
        "Magen David Adom UK, Ministry of Health confirms MDA as first response, read 2026,"
        " https://mdauk.org/ministry-of-health-confirms-mda-as-israels-first-response-organisation/",
    ),
    "IN": EmergencyNumber(
        "112",
        "Vikaspedia, Government of India, Emergency Response Support System, read 2026,"
        " https://en.vikaspedia.in/social-welfare/women-and-child-development/"
        "emergency-response-support-system",
    ),
    "IS": EmergencyNumber(
        "112",
        "112 Iceland, Calling in emergency, read 2026, https://112.is/en/samtal-vid-1-1-2",
    ),
    "JP": EmergencyNumber(
        "119",
        "City of Odate, Making an emergency call, read 2026,"
        " https://www.city.odate.lg.jp/city/foreign-language/english/emergency-call",
    ),
    "KR": EmergencyNumber(
        "119",
        "Korean Culture and Information Service, While in Korea: Emergency, 2019,"
        " https://www.kocis.go.kr/eng/webzine/201906/sub10.html",
    ),
    "LI": EmergencyNumber(
        "144",
        "Government of Liechtenstein, Integration der Notrufnummer 144, read 2026,"
        " https://presseportal.ch/fr/pm/100000148/100790621?langid=1",
    ),
    "LK": EmergencyNumber(
        "1990",
        "1990 Suwa Seriya Foundation, the national ambulance service, read 2026,"
        " https://1990.lk/news/1990-suwaseriya",
    ),
    "MX": EmergencyNumber(
        "911",
        "Gobierno de México, 088 ¿911? Responder ante cualquier llamado, read 2026,"
        " https://www.gob.mx/policiafederal/articulos/088-911-responder-ante-cualquier-llamado",
    ),
    "MY": EmergencyNumber(
        "999",
        "Communications and Health Ministries, joint statement, in The Star, 2025,"
        " https://www.thestar.com.my/news/nation/2025/11/18/"
        "ng-mers-999-system-operating-normally-after-isolated-incident",
    ),
    # In Norway 112 is answered by the police; the medical number is 113.
    "NO": EmergencyNumber(
        "113",
        "Helsenorge, Ring 113, read 2026, https://www.helsenorge.no/nn/forstehjelp/ring-113/",
    ),
    "NZ": EmergencyNumber(
        "111",
        "New Zealand Government, 111 emergency service, read 2026, https://www.govt.nz/"
        "browse/crime-and-justice/crimes-and-emergencies/111-emergency-service/",
    ),
    "PH": EmergencyNumber(
        "911",
        "Department of the Interior and Local Government, Unified 911, in SunStar, 2025,"
        " https://www.sunstar.com.ph/manila/got-an-emergency-911-is-now-the-only-number-to-call",
    ),
    "SG": EmergencyNumber(
        "995",
        "Singapore Civil Defence Force, Emergency Medical Services, read 2026,"
        " https://www.scdf.gov.sg/home/about-us/information/scdf-emergency-medical-services",
    ),
    "TR": EmergencyNumber(
        "112",
        "Sinop health directorate, Acil durumda sadece 112, 2021,"
        " https://sinopism.saglik.gov.tr/TR-226526/acil-durumda-sadece-112.html",
    ),
    "TW": EmergencyNumber(
        "119",
        "Fire Bureau, Kaohsiung City Government, Introduction of 119, read 2026,"
        " https://fdkc.kcg.gov.tw/en/Content_List.aspx?n=F3C19CC58F804FC4",
    ),
    "UA": EmergencyNumber(
        "103",
        "Kharkiv regional administration, in Interfax-Ukraine, read 2026,"
        " https://interfax.com.ua/news/general/160417-amp.html",
    ),
    "US": EmergencyNumber(
        "911",
        "National 911 Program, Frequently asked questions, read 2026,"
        " https://www.911.gov/calling-911/frequently-asked-questions/",
    ),
    "ZA": EmergencyNumber(
        "10177",
        "Western Cape Department of Health and Wellness, emergency contact numbers, read 2026,"
        " https://dxp.westerncape.gov.za/health-wellness/article/"
        "respect-emergency-centres-reduce-preventable-emergencies-festive-season",
    ),
}
