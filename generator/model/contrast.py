"""Measures the contrast of two colours, in colour and on a grey printer (WCAG 2.2, 1.4.6)."""

from __future__ import annotations

from bisect import bisect_right

Rgb = tuple[float, float, float]  # sRGB from 0 to 1

ENHANCED = 7.0  # to 1: what WCAG asks of text at level AAA
GRAPHIC = 3.0  # to 1: what it asks of shapes that carry meaning (1.4.11)


def ratio(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def printed_ratio(one: Rgb, other: Rgb) -> float:
    """The lesser of the ratio in colour and the ratio of the greys that a black and white printer makes."""
    return min(ratio(one, other), ratio(_grey(one), _grey(other)))


def darkened(colour: Rgb, paper: Rgb, least: float) -> Rgb:
    """The nearest darker shade, of the same hue, that reaches the least ratio on the paper."""
    step = bisect_right(range(1, 512), -least, key=lambda step: -printed_ratio(_shade(colour, step / 512), paper))
    return _shade(colour, step / 512)


def readable(one: Rgb, other: Rgb, least: float) -> Rgb | None:
    """The nearest shade of the darker of two colours that reaches the ratio; None if not even black does."""
    dark, light = (one, other) if is_darker(one, other) else (other, one)
    return darkened(dark, light, least) if printed_ratio((0.0, 0.0, 0.0), light) >= least else None


def is_darker(one: Rgb, other: Rgb) -> bool:
    """Whether the first of two colours is the darker one, or they are equally dark."""
    return _luminance(one) <= _luminance(other)


def hexadecimal(colour: Rgb) -> str:
    """The colour as "#RRGGBB"; components are rounded down, so that no contrast is lost."""
    return "#" + "".join(f"{int(component * 255):02X}" for component in colour)


def _shade(colour: Rgb, share: float) -> Rgb:
    return (colour[0] * share, colour[1] * share, colour[2] * share)


def _grey(colour: Rgb) -> Rgb:
    """The grey of the same lightness to a printer (ITU-R BT.601 weights)."""
    grey = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
    return (grey, grey, grey)


def _luminance(colour: Rgb) -> float:
    """Relative luminance (WCAG 2.2, definition)."""
    red, green, blue = (
        component / 12.92 if component <= 0.04045 else ((component + 0.055) / 1.055) ** 2.4 for component in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
