"""Claims that their evidence supports and claims that it does not, as news would tell them.

The articles are invented, the ways of telling and of going wrong are those that digests of news show.
"""

from datetime import datetime
from typing import NamedTuple

PUBLISHED = datetime.fromisoformat("2025-03-14T09:30:00+01:00")
"""A Friday."""


class Case(NamedTuple):
    """A claim, what is cited for it, and the rest of the article where that matters."""

    name: str
    claim: str
    evidence: tuple[str, ...]
    article: str = ""


class Wrong(NamedTuple):
    """A claim that its evidence does not support, the kind of finding that says so and the words it names."""

    name: str
    claim: str
    evidence: tuple[str, ...]
    kind: str
    words: str


SUPPORTED = (
    Case(
        "a denial told as a denial in other words",
        "Fireworks were not kept in the warehouse, according to the fire service.",
        ("The fire service denied reports that fireworks had been stored in the warehouse.",),
    ),
    Case(
        "a report beside its denial",
        "Reports said fireworks had been stored in the warehouse, which the fire service denied.",
        ("The fire service denied reports that fireworks had been stored in the warehouse.",),
    ),
    Case(
        "a law broken by what was unlawful",
        "Judges found that the ministry broke the law when it withheld the papers.",
        ("The court ruled that the ministry had acted unlawfully when it withheld the papers.",),
    ),
    Case(
        "a cause in kindred words",
        "Schools stayed shut due to heavy snowfall.",
        ("About a third of the schools in the district were closed on Monday because of snow.",),
    ),
    Case(
        "a plural noun behind what could be done",
        "Doctors are looking for causes of the bleeding.",
        ("Doctors warned that the drug could cause bleeding, and are looking for the causes of it.",),
    ),
    Case(
        "surname after the full name",
        "Ferrante said that the port of Gdynia would reopen on Monday.",
        ("Harbour master Alina Ferrante said that the port of Gdynia would reopen on Monday.",),
    ),
    Case(
        "full name and title where the evidence has the surname",
        "Prime Minister Jonas Bergström promised lower fuel taxes.",
        ("Bergström promised that his government would lower fuel taxes.", "Lower taxes on fuel were promised."),
        "Prime Minister Jonas Bergström addressed the Riksdag. Bergström promised that his government would lower fuel "
        "taxes. Lower taxes on fuel were promised.",
    ),
    Case(
        "acronym for the expansion",
        "The WHO declared the outbreak over.",
        ("The World Health Organization declared the outbreak over on Tuesday.",),
    ),
    Case(
        "expansion for the acronym",
        "The European Central Bank left interest rates unchanged.",
        ("The ECB left interest rates unchanged on Thursday.",),
    ),
    Case(
        "demonym for the country",
        "Kenya's runners won both marathons.",
        ("Kenyan runners won both marathons.",),
    ),
    Case(
        "country for the demonym",
        "A Portuguese court rejected the appeal.",
        ("A court in Portugal rejected the appeal.",),
    ),
    Case(
        "inflected words",
        "The striking miners rejected two offers from the company.",
        ("Miners on strike have rejected two offers that the company made.",),
    ),
    Case(
        "irregular verbs",
        "Ministers meet in Vienna and seek a ceasefire.",
        ("Ministers met in Vienna on Thursday and sought a ceasefire.",),
    ),
    Case(
        "a number in digits that was written out",
        "The ferry carried 14 passengers and 3 crew.",
        ("The ferry was carrying fourteen passengers and three crew.",),
    ),
    Case(
        "a number written out that was in digits",
        "Twelve workers were treated for burns.",
        ("The hospital treated 12 workers for burns.",),
    ),
    Case(
        "about, of a rounded number",
        "About 4,000 homes lost power.",
        ("The storm left 3,962 homes without power: they lost it on Thursday.",),
    ),
    Case(
        "more than, of a number just below",
        "More than 200 firefighters fought the blaze.",
        ("Some 214 firefighters were sent to fight the blaze.",),
    ),
    Case(
        "nearly, of a number just above",
        "Nearly 50,000 people signed the petition.",
        ("The petition was signed by 49,731 people.",),
    ),
    Case(
        "millions rounded as money is told",
        "The airline lost about $1.3 billion last year.",
        ("The airline said that it lost $1.29 billion last year.",),
    ),
    Case(
        "per cent for %",
        "Unemployment rose to 6.1 per cent.",
        ("Unemployment rose to 6.1% in February.",),
    ),
    Case(
        "about a third for 34%",
        "About a third of the voters were undecided.",
        ("The poll found that 34% of voters were undecided.",),
    ),
    Case(
        "half for 50%",
        "Half of the fleet will be replaced.",
        ("The operator will replace 50 percent of its fleet.",),
    ),
    Case(
        "a thousand separator written as a space",
        "The museum drew 1\u202f200\u202f000 visitors.",
        ("The museum drew 1,200,000 visitors.",),
    ),
    Case(
        "curly quotes for straight ones",
        "The mayor called the plan “a gift to speculators”.",
        ('The mayor called the plan "a gift to speculators" and left.',),
    ),
    Case(
        "a quotation with an omission",
        "“We will rebuild the bridge … before winter,” the minister said.",
        ("“We will rebuild the bridge, stone by stone, before winter,” the minister said.",),
    ),
    Case(
        "narrow no-break spaces and non-breaking hyphens",
        "The 2\u202fkm long wind\u2011farm cable was laid off Esbjerg.",
        ("The 2 km long wind-farm cable was laid off Esbjerg.",),
    ),
    Case(
        "a weekday told as its date",
        "The council approved the budget on 13 March 2025.",
        ("The council approved the budget on Thursday.",),
    ),
    Case(
        "yesterday told as a weekday",
        "The satellite reached orbit on Thursday.",
        ("The satellite reached orbit yesterday.",),
    ),
    Case(
        "a day told as its month",
        "The tunnel opened in March 2025.",
        ("The tunnel opened on March 3.",),
    ),
    Case(
        "a month told as its year",
        "The merger was completed in 2024.",
        ("The merger was completed in November 2024.",),
    ),
    Case(
        "the day of publication",
        "Rescuers freed the whale on Friday.",
        ("Rescuers have freed the whale.",),
    ),
    Case(
        "first and since in the evidence's own sense",
        "It was the team's first title since 1987.",
        ("The win gave the team its first title since 1987.",),
    ),
    Case(
        "a record told as one",
        "Wheat prices hit a record high.",
        ("Wheat prices rose to a record high on Wednesday, traders said.", "Prices hit a peak."),
    ),
    Case(
        "a negation kept in other words",
        "The company did not comment on the recall.",
        ("The company declined to comment on the recall.",),
    ),
    Case(
        "cannot for is unable to",
        "The city cannot pay its pensions.",
        ("The city is unable to pay its pensions.",),
    ),
    Case(
        "may kept as could",
        "The volcano could erupt within days.",
        ("The volcano may erupt within days, geologists warned.",),
    ),
    Case(
        "a plan kept as one",
        "The retailer intends to close 40 shops.",
        ("The retailer plans to close 40 shops by June.",),
    ),
    Case(
        "an allegation kept as one",
        "The banker is accused of hiding losses.",
        ("The banker allegedly hid losses, prosecutors say. He is accused of fraud.",),
    ),
    Case(
        "the union of two pieces of evidence",
        "The dam in Vajont County, built in 1961, will be inspected by engineers from Turin.",
        ("The dam in Vajont County was built in 1961.", "Engineers from Turin will inspect the dam next week."),
    ),
    Case(
        "a place named by its country's adjective",
        "Talks in Qatar ended without a deal, an Egyptian official said.",
        ("Talks in the Qatari capital ended without a deal, an official from Egypt said.",),
    ),
    Case(
        "the U.S. written out",
        "The United States suspended the tariffs.",
        ("The U.S. suspended the tariffs on Wednesday.",),
    ),
    Case(
        "a sentence that begins with a word that the evidence has in lower case",
        "Inspectors found cracks in the wing.",
        ("Cracks in the wing were found by inspectors.",),
    ),
    Case(
        "a measure in other words",
        "The drug cut deaths by 30%.",
        ("Deaths were cut by 30 per cent with the drug.",),
    ),
    Case(
        "a place with its preposition changed",
        "The envoy flew from Ankara to Baku.",
        ("The envoy left Ankara and flew to Baku.",),
    ),
    Case(
        "a source named by its publisher",
        "Rents rose by 4%, the Harbour Post reported.",
        ("Rents rose by 4%.",),
    ),
)

UNSUPPORTED = (
    Wrong(
        "what a speaker denies, told as a fact",
        "Fireworks had been stored in the warehouse, the fire service said.",
        ("The fire service denied reports that fireworks had been stored in the warehouse.",),
        "negation",
        "stored",
    ),
    Wrong(
        "what somebody denies having done",
        "The captain steered the ferry through the closed channel at night.",
        ("The captain denied having steered the ferry through the closed channel at night.",),
        "negation",
        "steered",
    ),
    Wrong(
        "a word without its un-",
        "The court ruled that the ministry had acted lawfully when it withheld the papers.",
        ("The court ruled that the ministry had acted unlawfully when it withheld the papers.",),
        "negation",
        "lawfully",
    ),
    Wrong(
        "a present tense for what only could be",
        "The drug causes bleeding, doctors warned.",
        ("The drug cut the number of strokes, but doctors warned that it could cause bleeding.",),
        "modality",
        "causes",
    ),
    Wrong(
        "a cause of which the evidence has no word",
        "Sales at the brewery fell by 12% last year because of higher taxes.",
        ("Sales at the brewery fell by 12% last year to 4.1 billion kroner.",),
        "coverage",
        "higher taxes",
    ),
    Wrong(
        "a charge where there was an arrest",
        "Police in Leeds charged a 34-year-old man with arson.",
        ("Police in Leeds arrested a 34-year-old man on suspicion of arson.",),
        "roles",
        "charged",
    ),
    Wrong(
        "a whole for a part of it",
        "All 90 schools in the district were closed on Monday because of snow.",
        ("About a third of the 90 schools in the district were closed on Monday because of snow.",),
        "strong-word",
        "All 90",
    ),
    Wrong(
        "somebody's words without quotation marks",
        "You are going to see many things in the harbour that no other harbour has.",
        ("Only one thing in the harbour is new, while most other things have been in other harbours for years.",),
        "attribution",
        "You are going to see many things in the harbour that no other harbour has.",
    ),
    Wrong("a wrong number", "The fire killed 17 people.", ("The fire killed 16 people.",), "number", "17"),
    Wrong(
        "a number from another thing",
        "The storm left 12,000 homes without power and closed 45 schools.",
        ("The storm left 12,000 homes without power and closed 54 schools.",),
        "number",
        "45",
    ),
    Wrong(
        "a rounded number that the evidence does not round to",
        "About 5,000 homes lost power.",
        ("The storm left 3,962 homes without power: they lost it on Thursday.",),
        "number",
        "5,000",
    ),
    Wrong(
        "a scale too large",
        "The airline lost $1.3 billion.",
        ("The airline said that it lost $1.3 million.",),
        "number",
        "1.3 billion",
    ),
    Wrong(
        "a share that the evidence does not give",
        "A quarter of the voters were undecided.",
        ("The poll found that 34% of voters were undecided.",),
        "number",
        "A quarter",
    ),
    Wrong(
        "a wrong place",
        "The ministers met in Geneva.",
        ("The ministers met in Vienna.",),
        "name",
        "Geneva",
    ),
    Wrong(
        "a place that the evidence names in another role",
        "The ministers met in Seoul.",
        ("The ministers met in New York, and the talks were welcomed by Seoul.",),
        "place",
        "Seoul",
    ),
    Wrong(
        "the wrong end of a journey",
        "Poland sent tanks to Russia.",
        ("Poland sent tanks to Ukraine for its war with Russia.",),
        "place",
        "Russia",
    ),
    Wrong(
        "a wrong person",
        "Karl Lindqvist won the race.",
        ("Karl Johansson won the race.",),
        "name",
        "Lindqvist",
    ),
    Wrong(
        "a wrong company",
        "Nordhaven bought the shipyard.",
        ("Baltline bought the shipyard.",),
        "name",
        "Nordhaven",
    ),
    Wrong(
        "an invented quotation",
        "The mayor called the plan “a disgrace”.",
        ("The mayor criticised the plan.",),
        "quotation",
        "a disgrace",
    ),
    Wrong(
        "an altered quotation",
        "The mayor called the plan “a gift to the speculators”.",
        ('The mayor called the plan "a gift to speculators".',),
        "quotation",
        "a gift to the speculators",
    ),
    Wrong(
        "first, invented",
        "It was the first visit by a Danish minister.",
        ("It was a visit by a Danish minister.",),
        "strong-word",
        "first",
    ),
    Wrong(
        "only, invented",
        "The clinic is the only one in the valley.",
        ("The clinic is one in the valley that treats children.",),
        "strong-word",
        "only",
    ),
    Wrong(
        "record, invented",
        "The retailer posted record profits.",
        ("The retailer posted higher profits.",),
        "strong-word",
        "record",
    ),
    Wrong(
        "largest, invented",
        "The largest refinery in Spain was shut.",
        ("A large refinery in Spain was shut.",),
        "strong-word",
        "largest",
    ),
    Wrong(
        "unprecedented, invented",
        "The strike caused unprecedented delays at the airport.",
        ("The strike caused delays at the airport.",),
        "strong-word",
        "unprecedented",
    ),
    Wrong(
        "since, invented",
        "Prices have fallen since the vote in May.",
        ("Prices have fallen, as the vote in May drew near.",),
        "strong-word",
        "since",
    ),
    Wrong(
        "first since, told as first",
        "It was the team's first title.",
        ("The win gave the team its first title since 1987.",),
        "strong-word",
        "first",
    ),
    Wrong(
        "a negation lost",
        "The minister approved the licence.",
        ("The minister has not approved the licence.",),
        "negation",
        "approved",
    ),
    Wrong(
        "a negation added",
        "The minister has not approved the licence.",
        ("The minister has approved the licence.",),
        "negation",
        "approved",
    ),
    Wrong(
        "may told as will",
        "The volcano will erupt within days.",
        ("The volcano may erupt within days, geologists warned.",),
        "modality",
        "erupt",
    ),
    Wrong(
        "may told as fact",
        "The virus escaped from a laboratory.",
        ("The virus may have escaped from a laboratory.",),
        "modality",
        "escaped",
    ),
    Wrong(
        "a plan told as done",
        "The retailer closed 40 shops.",
        ("The retailer plans to close 40 shops.",),
        "modality",
        "closed",
    ),
    Wrong(
        "an allegation told as fact",
        "The banker hid losses from investors.",
        ("The banker allegedly hid losses from investors.",),
        "modality",
        "hid",
    ),
    Wrong(
        "a rise told as a fall",
        "Exports fell by 3% in February.",
        ("Exports rose by 3% in February.",),
        "direction",
        "fell",
    ),
    Wrong(
        "more told as less",
        "Women earn more than men in the sector.",
        ("Women earn less than men in the sector.",),
        "direction",
        "more",
    ),
    Wrong(
        "a date more precise than recently",
        "The envoy visited Baku on 12 March 2025.",
        ("The envoy recently visited Baku.",),
        "date",
        "12 March 2025",
    ),
    Wrong(
        "a date more precise than its month",
        "The merger was completed on 4 November 2024.",
        ("The merger was completed in November 2024.",),
        "date",
        "4 November 2024",
    ),
    Wrong(
        "a limit told as the time",
        "The rebels were driven out in June 2023.",
        ("The town has been quiet since June 2023, after the rebels were driven out.",),
        "date",
        "June 2023",
    ),
    Wrong(
        "a limit told as the time of a meeting",
        "It was the first visit since the June 2023 summit.",
        ("It was the first visit since June 2023, when the envoy was expelled. A summit followed later.",),
        "date",
        "June 2023",
    ),
    Wrong(
        "a wrong year",
        "The bridge was opened in 1931.",
        ("The bridge was opened in 1932.",),
        "date",
        "1931",
    ),
    Wrong(
        "content that nothing covers",
        "Analysts expect the dispute to dampen investment and weigh on confidence.",
        ("The union and the carmaker broke off their talks after nine hours.",),
        "coverage",
        "Analysts",
    ),
    Wrong(
        "a clause that nothing covers",
        "The union broke off its talks with the carmaker, raising fears of shortages at dealers across the region.",
        ("The union broke off its talks with the carmaker.",),
        "coverage",
        "fears",
    ),
)
