"""The HTML page that Dash fills, with the patterns that the map's gaps are filled with (app.css points at them)."""

from __future__ import annotations

from html import escape

PREVIEW = "{%preview%}"
PREVIEW_SIZE = (1200, 630)

# A picture in the page itself: another address would ask for it anew whenever the address bar changes.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect width='16' height='16' rx='3' fill='%230b5563'/%3E"
    "%3Cpath d='M5 13V3h4a3 3 0 0 1 0 6H7v4z' fill='%23fff'/%3E%3C/svg%3E"
)

INDEX = """\
<!DOCTYPE html>
<html lang="sq">
<head>
{%metas%}
{%preview%}
<meta name="theme-color" content="#0b5563">
<meta name="grid" content="{%grid_url%}">
{%plotly%}
<title>{%title%}</title>
<link rel="icon" href="{%favicon_data%}">
{%css%}
</head>
<body>
<svg width="0" height="0" aria-hidden="true" focusable="false" class="patterns">
<defs>
<pattern id="gap-not_surveyed" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="9" height="9" fill="#eef0f1"/>
<rect width="1.4" height="9" fill="#a3abaf"/>
</pattern>
<pattern id="gap-too_few" width="6" height="6" patternUnits="userSpaceOnUse">
<rect width="6" height="6" fill="#f1f2f3"/>
<circle cx="1.8" cy="1.8" r="1" fill="#7d868b"/>
</pattern>
<pattern id="gap-suppressed" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
<rect width="6" height="6" fill="#aab0b4"/>
<rect width="1.3" height="6" fill="#555e63"/>
<rect width="6" height="1.3" fill="#555e63"/>
</pattern>
<pattern id="gap-insufficient" width="8" height="8" patternUnits="userSpaceOnUse">
<rect width="8" height="8" fill="#d9dcde"/>
<rect x="1.5" y="3.4" width="5" height="1.2" fill="#8a9297"/>
</pattern>
<pattern id="unsettled" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect width="1.5" height="8" fill="#ffffff" fill-opacity="0.75"/>
</pattern>
<pattern id="unsettled-small" width="44" height="44" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect width="10" height="44" fill="#ffffff" fill-opacity="0.75"/>
</pattern>
<pattern id="pair-1" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect width="8" height="8" fill="#9cc3be"/>
<rect width="1" height="8" fill="#1c2b30" fill-opacity="0.6"/>
</pattern>
<pattern id="pair-2" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect width="4" height="4" fill="#52a3a3"/>
<rect width="1" height="4" fill="#1c2b30" fill-opacity="0.6"/>
</pattern>
<pattern id="pair-4" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect width="8" height="8" fill="#a08f80"/>
<rect width="1" height="8" fill="#1c2b30" fill-opacity="0.6"/>
</pattern>
<pattern id="pair-5" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect width="4" height="4" fill="#4d6f72"/>
<rect width="1" height="4" fill="#ffffff" fill-opacity="0.6"/>
</pattern>
<pattern id="pair-7" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect width="8" height="8" fill="#8a4a3c"/>
<rect width="1" height="8" fill="#ffffff" fill-opacity="0.6"/>
</pattern>
<pattern id="pair-8" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
<rect width="4" height="4" fill="#2b2226"/>
<rect width="1" height="4" fill="#ffffff" fill-opacity="0.6"/>
</pattern>
</defs>
</svg>
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>
""".replace("{%favicon_data%}", ICON)

# A page without the app, for what is not there.
BARE = """\
<!DOCTYPE html>
<html lang="sq">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{%title%}</title>
<style>body{max-width:40em;margin:3em auto;padding:0 1em;font:1rem/1.5 sans-serif;color:#1c2b30}h1{font-size:1.3rem}</style>
</head>
<body>{%body%}</body>
</html>
"""


def preview_tags(title: str, description: str, address: str, image: str, lang: str) -> str:
    """Return what a shared link shows elsewhere: title, description and picture, all of this very host."""
    width, height = PREVIEW_SIZE
    told = {
        "og:type": "website",
        "og:title": title,
        "og:description": description,
        "og:url": address,
        "og:image": image,
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": description,
        "og:locale": {"sq": "sq_AL", "en": "en_GB"}[lang],
    }
    tags = [f'<meta property="{name}" content="{escape(text)}">' for name, text in told.items()]
    return "\n".join((*tags, f'<meta name="description" content="{escape(description)}">'))
