"""What a digest tells search engines and archives of itself: schema.org's NewsArticle as JSON-LD."""

import json
from collections.abc import Mapping

from pipeline.domain.digest import Digest
from pipeline.render.clean import clean
from pipeline.render.listing import Listed, Listing
from pipeline.render.moments import iso

_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def json_ld(digest: Digest, listing: Listing) -> str:
    """The JSON of a NewsArticle that is based on the cited articles; safe inside a script element."""
    article: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": clean(digest.headline).strip(),
        "dateModified": iso(digest.updated),
        "inLanguage": clean(digest.language),
        "isBasedOn": [_source(source) for source in listing.sources],
    }
    if digest.corrections:
        article["correction"] = [
            {"@type": "CorrectionComment", "datePublished": iso(note.at), "text": clean(note.text).strip()}
            for note in digest.corrections
        ]
    return json.dumps(article, ensure_ascii=False, indent=1).translate(_ESCAPES)


def _source(listed: Listed) -> Mapping[str, object]:
    article = listed.article
    known = {
        "url": listed.link,
        "inLanguage": clean(article.language),
        "datePublished": iso(article.published) if article.published else None,
    }
    return {
        "@type": "NewsArticle",
        "headline": listed.title,
        **{name: value for name, value in known.items() if value},
        "publisher": {"@type": "Organization", "name": listed.publisher},
    }
