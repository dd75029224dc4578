"""Countries, states and cities: facts that any atlas has."""

COUNTRIES = frozenset(
    """Afghanistan|Albania|Algeria|Argentina|Armenia|Australia|Austria|Azerbaijan|Bangladesh|Belarus|Belgium|Bolivia
Brazil|Britain|Bulgaria|Cambodia|Cameroon|Canada|Chile|China|Colombia|Croatia|Cuba|Cyprus|Denmark|Ecuador|Egypt|Estonia
Ethiopia|Finland|France|Germany|Ghana|Greece|Guatemala|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland
Israel|Italy|Jamaica|Japan|Kazakhstan|Kenya|Kosovo|Kuwait|Laos|Latvia|Lebanon|Libya|Lithuania|Luxembourg|Madagascar
Malaysia|Malta|Mexico|Moldova|Mongolia|Morocco|Mozambique|Myanmar|Nepal|New Zealand|Nicaragua|Nigeria|North Korea|Norway
Oman|Pakistan|Panama|Paraguay|Peru|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Saudi Arabia|Scotland|Senegal|Serbia
Slovakia|Slovenia|Somalia|South Africa|South Korea|Spain|Sri Lanka|Sudan|Sweden|Switzerland|Syria|Taiwan|Tajikistan
Tanzania|Thailand|Tunisia|Turkey|Uganda|Ukraine|Uruguay|Uzbekistan|Venezuela|Vietnam|Wales|Yemen|Zambia|Zimbabwe
the Netherlands|the Philippines|the Soviet Union|the United Kingdom|the United States|the UK""".replace(
        "\n", "|"
    ).split("|")
)
"""Countries under the names that follow "in", with their article."""

STATES = frozenset(
    """Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana
Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska
Nevada|New Hampshire|New Jersey|New Mexico|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island
South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|West Virginia|Wisconsin|Wyoming|Ontario|Quebec
British Columbia|Alberta|Queensland|New South Wales|Bavaria|Saxony|Catalonia|Andalusia|Tuscany|Sicily|Brittany|Normandy
Provence|Punjab|Gujarat|Kerala|Tamil Nadu|Sichuan|Hubei|Hunan|Henan|Guangdong|Yunnan|Qinghai|Xinjiang|Inner Mongolia
Hokkaido|Crimea|Siberia""".replace("\n", "|").split("|")
)
"""States and provinces."""

CITIES = frozenset(
    """Abu Dhabi|Accra|Addis Ababa|Algiers|Amman|Amsterdam|Ankara|Antwerp|Athens|Atlanta|Auckland|Austin|Baghdad|Baku
Baltimore|Bangkok|Barcelona|Basel|Beijing|Beirut|Belfast|Belgrade|Berlin|Bern|Birmingham|Bogotá|Bonn|Bordeaux|Boston
Brasília|Bratislava|Brisbane|Bristol|Brussels|Bucharest|Budapest|Buenos Aires|Busan|Cairo|Calgary|Canberra|Cape Town
Caracas|Cardiff|Casablanca|Chennai|Chicago|Cincinnati|Clermont-Ferrand|Cleveland|Cologne|Copenhagen|Dakar
Dallas|Damascus|Delhi|Denver|Detroit|Dhaka|Dijon|Doha|Dresden|Dubai|Dublin|Düsseldorf|Edinburgh|Fort Worth
Frankfurt|Fukuoka|Geneva|Genoa|Glasgow|Grenoble|Hamburg|Hanoi|Havana|Helsinki|Hiroshima|Hong Kong|Honolulu|Houston
Indianapolis|Islamabad|Istanbul|Jakarta|Jerusalem|Johannesburg|Kabul|Kansas City|Karachi|Kathmandu|Kharkiv|Kinshasa
Kolkata|Krakow|Kuala Lumpur|Kyiv|Kyoto|Lagos|Lahore|Las Vegas|Leeds|Leipzig|Lille|Lima|Lisbon|Liverpool|Ljubljana|London
Los Angeles|Louisville|Lyon|Madrid|Manchester|Manila|Marseille|Melbourne|Memphis|Mexico City|Miami|Milan|Milwaukee
Minneapolis|Minsk|Montreal|Moscow|Mumbai|Munich|Nagoya|Nairobi|Nantes|Naples|Nashville|New Delhi|New Orleans|New York
Odesa|Osaka|Oslo|Ottawa|Oxford|Paris|Perth|Philadelphia|Phoenix|Pittsburgh|Portland|Porto|Prague|Pretoria|Pyongyang
Quito|Rennes|Riga|Rio de Janeiro|Riyadh|Rome|Rotterdam|Sacramento|Salt Lake City|San Antonio|San Diego|San Francisco
San Jose|Santiago|Sapporo|Sarajevo|Seattle|Seoul|Seville|Shanghai|Sheffield|Shenzhen|Sioux Falls|Skopje|Spokane
St Petersburg|Stockholm|Strasbourg|Stuttgart|Sydney|São Paulo|Taipei|Tallinn|Tampa|Tbilisi|Tehran|Tel Aviv|The Hague
Tirana|Tokyo|Toronto|Toulouse|Tripoli|Tunis|Turin|Valencia|Vancouver|Venice|Vienna|Vilnius|Warsaw|Washington|Wuhan|Yerevan|Zagreb
Zurich""".replace("\n", "|").split("|")
)
"""Cities that world news names."""
