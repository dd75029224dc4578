"""Countries under their names, demonyms and short forms, and their seats of government: facts that any atlas has."""

_PLACES = """
afghanistan afghan afghans|albania albanian|algeria algerian|argentina argentine argentinian|armenia armenian
australia australian aussie|austria austrian|azerbaijan azerbaijani|bangladesh bangladeshi|belarus belarusian
belgium belgian|bolivia bolivian|bosnia bosnian|brazil brazilian|britain british briton britons uk gb
bulgaria bulgarian|cambodia cambodian|cameroon cameroonian|canada canadian|chile chilean|china chinese prc
colombia colombian|congo congolese drc|croatia croatian croat|cuba cuban|cyprus cypriot|czechia czech
denmark danish dane danes|ecuador ecuadorian|egypt egyptian|england english|estonia estonian|ethiopia ethiopian
europe european eu|finland finnish finn finns|france french|georgia georgian|germany german|ghana ghanaian
greece greek|greenland greenlandic greenlander|guatemala guatemalan|haiti haitian|honduras honduran
hungary hungarian|iceland icelandic icelander|india indian|indonesia indonesian|iran iranian|iraq iraqi|ireland irish
israel israeli|italy italian|jamaica jamaican|japan japanese|jordan jordanian|kazakhstan kazakh|kenya kenyan
korea korean|kosovo kosovar|kuwait kuwaiti|kyrgyzstan kyrgyz|laos lao laotian|latvia latvian|lebanon lebanese
libya libyan|lithuania lithuanian|luxembourg luxembourger|malaysia malaysian|mali malian|malta maltese
mexico mexican|moldova moldovan|mongolia mongolian|morocco moroccan|mozambique mozambican|myanmar burmese burma
nepal nepali nepalese|netherlands dutch holland|niger nigerien|nigeria nigerian|norway norwegian|oman omani
pakistan pakistani|palestine palestinian|panama panamanian|paraguay paraguayan|peru peruvian
philippines philippine filipino filipina filipinos|poland polish pole poles|portugal portuguese|qatar qatari
romania romanian|russia russian|rwanda rwandan|saudi saudis|scotland scottish scot scots|senegal senegalese
serbia serbian serb serbs|singapore singaporean|slovakia slovak|slovenia slovenian slovene|somalia somali
spain spanish spaniard spaniards
sudan sudanese|sweden swedish swede swedes|switzerland swiss|syria syrian|taiwan taiwanese|tajikistan tajik
tanzania tanzanian|thailand thai|tibet tibetan|tunisia tunisian|turkey turkish turk turks turkiye
turkmenistan turkmen|uganda ugandan|ukraine ukrainian|uruguay uruguayan|us usa american america americans
uzbekistan uzbek|venezuela venezuelan|vietnam vietnamese|wales welsh|yemen yemeni|zambia zambian|zimbabwe zimbabwean
africa african|asia asian|un|nato
"""
COMPASS = frozenset("north south east west northern southern eastern western".split())
"""Words that tell one place from another of the same name: "North Korea"."""

_LONG = {
    "united states": "us", "united states of america": "us", "united kingdom": "britain", "great britain": "britain",
    "united nations": "un", "european union": "europe", "people republic of china": "china",
    "republic korea": "south korea", "rok": "south korea", "south korea": "south korea", "dprk": "north korea",
    "north korea": "north korea",
}  # fmt: skip

_CAPITALS = {
    "abuja": "nigeria", "addis ababa": "ethiopia", "algiers": "algeria", "amman": "jordan", "ankara": "turkey",
    "astana": "kazakhstan", "athens": "greece", "baghdad": "iraq", "baku": "azerbaijan", "bangkok": "thailand",
    "beijing": "china", "beirut": "lebanon", "belgrade": "serbia", "berlin": "germany", "bern": "switzerland",
    "bogota": "colombia", "brasilia": "brazil", "bratislava": "slovakia", "brussels": "european union",
    "bucharest": "romania", "budapest": "hungary", "buenos aires": "argentina", "cairo": "egypt",
    "canberra": "australia",
    "caracas": "venezuela", "chisinau": "moldova", "copenhagen": "denmark", "damascus": "syria", "delhi": "india",
    "dhaka": "bangladesh", "doha": "qatar", "dublin": "ireland", "hanoi": "vietnam", "harare": "zimbabwe",
    "havana": "cuba", "helsinki": "finland", "islamabad": "pakistan", "jakarta": "indonesia", "jerusalem": "israel",
    "kabul": "afghanistan", "kampala": "uganda", "kathmandu": "nepal", "khartoum": "sudan", "kigali": "rwanda",
    "kinshasa": "congo", "kremlin": "russia", "kyiv": "ukraine", "kiev": "ukraine", "lima": "peru",
    "lisbon": "portugal", "ljubljana": "slovenia", "london": "britain", "luanda": "angola", "madrid": "spain",
    "manila": "philippines", "mexico city": "mexico", "minsk": "belarus", "moscow": "russia", "nairobi": "kenya",
    "new delhi": "india", "oslo": "norway", "ottawa": "canada", "paris": "france", "prague": "czechia",
    "pretoria": "south africa", "pyongyang": "north korea", "quito": "ecuador", "rabat": "morocco", "riga": "latvia",
    "riyadh": "saudi", "rome": "italy", "santiago": "chile", "sarajevo": "bosnia", "seoul": "south korea",
    "skopje": "north macedonia", "sofia": "bulgaria", "stockholm": "sweden", "taipei": "taiwan", "tallinn": "estonia",
    "tashkent": "uzbekistan", "tbilisi": "georgia", "tehran": "iran", "tokyo": "japan", "tripoli": "libya",
    "tunis": "tunisia", "ulaanbaatar": "mongolia", "vienna": "austria", "vilnius": "lithuania", "warsaw": "poland",
    "washington": "us", "wellington": "new zealand", "yerevan": "armenia", "zagreb": "croatia",
}  # fmt: skip


def _table() -> dict[str, str]:
    table = dict(_LONG)
    for group in _PLACES.replace("\n", "|").split("|"):
        if forms := group.split():
            table |= dict.fromkeys(forms, forms[0])
    return table


_TABLE = _table()


def place_of(folded: str) -> str | None:
    """The country or body that a folded word names or is the demonym of: "russian" and "russia" give the same."""
    return _TABLE.get(folded) or (_TABLE.get(folded.removesuffix("s")) if len(folded) > 4 else None)


def governed_from(folded: str) -> tuple[str, ...]:
    """The words of the country whose government a capital's name may stand for: "pyongyang" gives "north", "korea"."""
    return tuple(_CAPITALS.get(folded, "").split())
