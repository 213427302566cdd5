"""The body map: a front and a back view whose regions tick a place where it hurts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from carelog.clinical.bones import code_of, parse_code
from carelog.lazy import LazyStr
from carelog.patients.body_words import LABELS, PAIRED, SITE_LABELS, label_for

VIEW_BOX = "0 0 600 1340"
_WIDTH = 600
_PAIR = re.compile(r"(-?[\d.]+) (-?[\d.]+)")


class Place(NamedTuple):
    """One checkbox of the list: its code such as "thigh.left" and its plain words."""

    code: str
    label: LazyStr

    @property
    def slug(self) -> str:
        """The code in a form fit for an id and a class name: "thigh-left"."""
        return self.code.replace(".", "-")


@dataclass(frozen=True)
class Region:
    """One area of the drawing; `path` is SVG path data in VIEW_BOX units."""

    view: str
    site: str
    side: str
    path: str

    @property
    def code(self) -> str:
        """The value a tick stores: "thigh.left"."""
        return f"{self.site}.{self.side}"

    @property
    def slug(self) -> str:
        """The code in a form fit for an id and a class name: "thigh-left"."""
        return f"{self.site}-{self.side}"


def mirrored(path: str) -> str:
    """The path flipped left to right; ValueError unless it has absolute M L C Q Z only."""
    if set(re.findall("[A-Za-z]", path)) - set("MLCQZ"):
        raise ValueError("only absolute M, L, C, Q and Z can be mirrored")
    return _PAIR.sub(lambda pair: f"{_WIDTH - float(pair[1]):g} {pair[2]}", path)


def closed(half: str) -> str:
    """A closed path from a left half, one M and C curves, that runs midline to midline."""
    way_back = _PAIR.findall(mirrored(half))[-2::-1]
    return f"{half} {' '.join(map(' '.join, way_back))}Z"


# The left half of each picture. A shared border has the same points in both regions; a path
# without Z runs from midline to midline and is completed by its mirror image.
_FRONT = """
skull M300 20C279 20 261 29 249 47 240 63 241 74 239 92 230 92 229 92 230 105 230 110 233 119 234
125 236 131 236 130 241 133 263 136 277 137 300 137
jaw M300 137C277 137 263 136 241 133 245 156 244 155 258 174 275 189 274 193 300 193
spine_cervical M300 193C274 193 275 189 258 174 260 189 265 210 253 223 261 235 261 234 272 243 283
247 287 250 300 250
sternum M300 250C287 250 283 247 272 243 269 266 269 273 270 296 271 312 272 329 273 345 273 367 272
390 271 412 280 421 285 430 300 430
belly M300 430C285 430 280 421 271 412 257 426 244 437 231 453 215 472 213 470 193 480 194 489 196
498 196 508 210 517 214 516 225 531 247 561 242 583 246 618 269 625 275 628 300 628
clavicle M272 243C261 234 261 235 253 223 241 235 199 244 182 250 184 268 186 284 187 302 200 300
212 298 225 297 240 296 255 296 270 296 269 273 269 266 272 243Z
shoulder M182 250C163 257 148 266 139 285 126 312 126 338 121 367 144 368 158 368 181 366 182 357
184 349 186 340 187 327 187 315 187 302 186 284 184 268 182 250Z
rib M270 296C255 296 240 296 225 297 212 298 200 300 187 302 187 315 187 327 186 340 184 349 182 357
181 366 182 394 184 421 188 449 190 459 191 470 193 480 213 470 215 472 231 453 244 437 257 426 271
412 272 390 273 367 273 345 272 329 271 312 270 296Z
pelvis M246 618C210 611 216 612 179 616 184 581 195 543 196 508 210 517 214 516 225 531 247 561 242
583 246 618Z
hip M246 618C210 611 216 612 179 616 176 643 175 669 176 696 209 694 203 695 234 682 238 660 242 640
246 618Z
groin M246 618C269 625 275 628 300 628 300 649 300 671 300 692 297 692 295 702 294 704 257 699 267
701 234 682 238 660 242 640 246 618Z
thigh M234 682C203 695 209 694 176 696 177 741 182 786 188 831 191 850 195 869 198 888 241 881 231
881 274 888 279 841 285 795 290 748 291 735 291 717 294 704 257 699 267 701 234 682Z
foot M260 1208C232 1198 245 1198 217 1208 219 1243 208 1254 193 1284 188 1294 188 1307 202 1299 203
1304 201 1305 207 1308 212 1310 212 1307 215 1305 216 1309 214 1310 219 1312 224 1315 224 1312 228
1309 228 1313 227 1315 232 1317 238 1319 238 1315 241 1312 241 1318 240 1322 250 1322 269 1323 263
1291 262 1279 262 1266 264 1254 263 1240 263 1229 260 1218 260 1208Z
"""
_BACK = """
skull M300 20C279 20 261 29 249 47 240 63 241 74 239 92 230 92 229 92 230 105 230 110 233 119 234
125 236 131 236 130 241 133 245 156 244 155 258 174 273 170 284 166 300 166
spine_cervical M300 166C284 166 273 170 258 174 260 189 265 210 253 223 260 235 256 231 268 238 281
241 287 242 300 242
spine_thoracic M300 242C287 242 281 241 268 238 267 257 267 269 267 288 268 304 269 321 269 337 269
359 267 382 266 404 267 429 267 443 265 468 278 470 287 472 300 472
spine_lumbar M300 472C287 472 278 470 265 468 261 491 259 502 252 524 249 540 247 552 246 568 266
564 279 560 300 560
sacrum M300 560C279 560 266 564 246 568 251 589 254 603 261 624 267 640 277 681 300 682
shoulder M268 238C256 231 260 235 253 223 243 233 204 243 189 248 126 266 129 313 121 367 144 368
158 368 181 366 182 340 184 328 189 302 199 294 199 292 213 288 234 284 246 287 267 288 267 269 267
257 268 238Z
scapula M267 288C246 287 234 284 213 288 199 292 199 294 189 302 184 328 182 340 181 366 181 375 182
385 182 394 192 399 200 406 209 411 235 426 243 413 266 404 267 382 269 359 269 337 269 321 268 304
267 288Z
rib M266 404C243 413 235 426 209 411 200 406 192 399 182 394 184 418 187 440 190 464 193 477 196 495
196 508 221 519 225 519 252 524 259 502 261 491 265 468 267 443 267 429 266 404Z
pelvis M252 524C225 519 221 519 196 508 195 543 184 581 179 616 209 618 232 620 261 624 254 603 251
589 246 568 247 552 249 540 252 524Z
hip M261 624C232 620 209 618 179 616 176 643 175 669 176 696 209 712 218 724 258 718 274 715 280 710
294 704 295 702 297 692 300 692 300 689 300 685 300 682 277 681 267 640 261 624Z
thigh M294 704C280 710 274 715 258 718 218 724 209 712 176 696 177 741 182 786 188 831 191 850 195
869 198 888 241 881 231 881 274 888 279 841 285 795 290 748 291 735 291 717 294 704Z
foot M260 1208C232 1198 245 1198 217 1208 221 1242 220 1243 200 1271 197 1275 192 1284 197 1288 202
1293 207 1291 213 1290 217 1301 217 1306 231 1310 253 1315 263 1302 263 1281 263 1266 261 1252 259
1237 258 1226 259 1218 260 1208Z
"""
_LIMBS = """
humerus M181 366C158 368 144 368 121 367 117 398 109 431 103 462 101 476 98 487 94 501 124 521 110
518 146 519 152 480 164 444 174 406 179 391 179 381 181 366Z
forearm M146 519C110 518 124 521 94 501 89 519 84 532 82 552 76 588 79 629 71 665 92 674 84 672 107
672 115 627 140 585 144 540 145 533 145 526 146 519Z
hand M107 672C84 672 92 674 71 665 65 691 54 701 38 722 35 727 17 751 30 753 36 754 46 734 51 729 50
740 41 792 48 797 54 800 56 792 58 789 57 794 54 811 62 811 67 812 68 804 70 801 82 819 85 791 86
783 91 799 99 787 100 777 105 752 107 727 105 702 104 692 105 682 107 672Z
knee M274 888C231 881 241 881 198 888 202 919 206 951 202 983 202 986 202 989 201 992 245 1002 228
1002 272 992 271 982 269 974 269 963 268 938 271 913 274 888Z
shin M272 992C228 1002 245 1002 201 992 198 1023 197 1040 199 1071 202 1106 208 1141 213 1175 215
1186 217 1197 217 1208 245 1198 232 1198 260 1208 258 1144 280 1076 274 1011 273 1005 272 998 272
992Z
"""


def _regions(view: str, drawing: str) -> tuple[Region, ...]:
    # We face the person in the front view, so their right side is on the left of the picture.
    near, far = ("right", "left") if view == "front" else ("left", "right")
    regions = []
    for site, lines in re.findall(r"([a-z_]+) ([^a-z]+)", drawing):
        path = " ".join(lines.split())
        if path.endswith("Z"):
            regions.append(Region(view, site, near, path))
            regions.append(Region(view, site, far, mirrored(path)))
        else:
            regions.append(Region(view, site, "middle", closed(path)))
    return tuple(regions)


def _places(sites: str) -> tuple[Place, ...]:
    sides = {site: ("left", "right") if site in PAIRED else ("middle",) for site in sites.split()}
    codes = [f"{site}.{side}" for site in sides for side in sides[site]]
    return tuple(Place(code, LABELS[code]) for code in codes)


FRONT = _regions("front", _FRONT + _LIMBS)
BACK = _regions("back", _BACK + _LIMBS)
GROUPS = (
    (_("Head and neck"), _places("skull jaw spine_cervical")),
    (_("Back and spine"), _places("scapula spine_thoracic spine_lumbar sacrum")),
    (_("Chest"), _places("clavicle rib sternum")),
    (_("Belly and hips"), _places("pelvis hip groin belly")),
    (_("Arms"), _places("shoulder humerus forearm hand")),
    (_("Legs"), _places("thigh knee shin foot")),
    (_("Another place"), (Place("other.not_sure", SITE_LABELS["other"]),)),
)


def drawn_as(code: str) -> tuple[str, ...]:
    """Return the codes of the regions that show a place; () where no region does."""
    site, side = parse_code(code)
    if side == "both" and site in PAIRED:
        return code_of(site, "left"), code_of(site, "right")
    one = code if site in PAIRED else code_of(site, "middle")
    return (one,) if any(region.code == one for region in (*FRONT, *BACK)) else ()


def is_place(code: str) -> bool:
    """Say whether a code names a place at all."""
    try:
        parse_code(code)
    except ValueError:
        return False
    return True


def groups_with(codes: Iterable[str]) -> tuple:
    """Return the groups of the list, and one more for places that only older entries name."""
    offered = {place.code for _heading, places in GROUPS for place in places}
    other = tuple(
        Place(code, label_for(code)) for code in codes if code not in offered and is_place(code)
    )
    return (*GROUPS, (_("Already noted"), other)) if other else GROUPS
