"""CSS lengths in px: units, ``calc()``, ``min()``, ``max()``, ``clamp()``.

CSS Values 4: §6 lengths, §10 mathematical expressions. In ``sizes`` and media queries
font-relative units go by the initial font size, never by the element's.
"""

from __future__ import annotations

from dataclasses import dataclass

from gallery.responsive.css_tokens import (
    Block,
    Component,
    Token,
    is_space,
    split_at_commas,
    without_space,
)

_PX_PER_UNIT = {
    "px": 1.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 9.6 / 2.54,
    "q": 2.4 / 2.54,
    "pt": 96 / 72,
    "pc": 16.0,
}
# Of a font; ex and ch by CSS Values 4's own fallback, half an em.
_EM_PER_UNIT = {"em": 1.0, "rem": 1.0, "ex": 0.5, "rex": 0.5, "ch": 0.5, "rch": 0.5, "ic": 1.0}
_FUNCTIONS = ("calc", "min", "max", "clamp", "-webkit-calc")


@dataclass(frozen=True, slots=True)
class Viewport:
    """What a page is laid out in: CSS px, device pixels per CSS px, initial font size in px."""

    width: float
    height: float
    dpr: float = 1.0
    font_size: float = 16.0


@dataclass(frozen=True, slots=True)
class _Value:
    """A number with the power of length that it has: 0 a number, 1 a length."""

    amount: float
    power: int


def _viewport_unit(unit: str, viewport: Viewport) -> float | None:
    """Px per 1 of `unit`; the small, large and dynamic viewports are taken as one.

    Container units outside of a container are the small viewport's (CSS Containment 3).
    """
    if unit[:2] in ("sv", "lv", "dv"):
        unit = unit[1:]
    unit = unit.replace("cq", "v", 1) if unit.startswith("cq") else unit
    sides = {
        "vw": viewport.width,
        "vi": viewport.width,
        "vh": viewport.height,
        "vb": viewport.height,
        "vmin": min(viewport.width, viewport.height),
        "vmax": max(viewport.width, viewport.height),
    }
    return sides[unit] / 100 if unit in sides else None


def _leaf(token: Token, viewport: Viewport) -> _Value | None:
    if token.kind == "number":
        return _Value(token.number, 0)
    if token.kind != "dimension":
        return None
    if token.unit in _PX_PER_UNIT:
        return _Value(token.number * _PX_PER_UNIT[token.unit], 1)
    if token.unit in _EM_PER_UNIT:
        return _Value(token.number * _EM_PER_UNIT[token.unit] * viewport.font_size, 1)
    scale = _viewport_unit(token.unit, viewport)
    return None if scale is None else _Value(token.number * scale, 1)


def length_in_px(component: Component, viewport: Viewport) -> float | None:
    """Return `component` as px, None where it is not a <length>. May be negative.

    A unitless 0 is a length outside of ``calc()``; percentages never are.
    """
    if isinstance(component, Token):
        value = _leaf(component, viewport)
        if value is None or (value.power == 0 and value.amount != 0):
            return None
        return value.amount
    value = _function(component, viewport) if component.name else None
    return value.amount if value is not None and value.power == 1 else None


def number_of(component: Component, viewport: Viewport) -> float | None:
    """Return `component` as a plain number, None where it is none."""
    value = (
        _leaf(component, viewport)
        if isinstance(component, Token)
        else _function(component, viewport)
    )
    return value.amount if value is not None and value.power == 0 else None


def _function(block: Block, viewport: Viewport) -> _Value | None:
    """Return the value of a mathematical function, or of a parenthesis within one."""
    if block.opener != "(" or (block.name and block.name not in _FUNCTIONS):
        return None
    arguments = [_sum(part, viewport) for part in split_at_commas(block.values)]
    values = [one for one in arguments if one is not None]
    if len(values) != len(arguments) or len({one.power for one in values}) != 1:
        return None
    amounts, power = [one.amount for one in values], values[0].power
    if block.name == "min":
        return _Value(min(amounts), power)
    if block.name == "max":
        return _Value(max(amounts), power)
    if block.name == "clamp":
        # CSS Values 4 §10.4: clamp(MIN, VAL, MAX) is max(MIN, min(VAL, MAX)).
        return _Value(max(amounts[0], min(amounts[1:])), power) if len(amounts) == 3 else None
    return values[0] if len(values) == 1 else None


def _sum(components: tuple[Component, ...], viewport: Viewport) -> _Value | None:
    """<calc-sum>: + and - need white space on both sides."""
    terms: list[tuple[str, list[Component]]] = [("+", [])]
    for index, one in enumerate(components):
        is_sign = isinstance(one, Token) and one.kind == "delim" and one.text in "+-"
        if not is_sign:
            terms[-1][1].append(one)
            continue
        around = components[index - 1 : index] + components[index + 1 : index + 2]
        if index == 0 or len(around) != 2 or not all(is_space(side) for side in around):
            return None
        terms.append(("-" if isinstance(one, Token) and one.text == "-" else "+", []))
    total: _Value | None = None
    for sign, term in terms:
        value = _product(without_space(tuple(term)), viewport)
        if value is None or (total is not None and value.power != total.power):
            return None
        amount = value.amount if sign == "+" else -value.amount
        total = _Value(amount + (total.amount if total else 0.0), value.power)
    return total


def _product(components: tuple[Component, ...], viewport: Viewport) -> _Value | None:
    """<calc-product>; `components` without white space."""
    if len(components) % 2 == 0:
        return None
    result = _operand(components[0], viewport)
    for operator, operand in zip(components[1::2], components[2::2], strict=True):
        value = _operand(operand, viewport)
        if result is None or value is None or not isinstance(operator, Token):
            return None
        # CSS Values 3 §8.1.2: a factor and every divisor is a number. Browsers hold to it
        # in ``sizes``, and take a division by zero for a mistake.
        if operator.text == "*" and not (result.power and value.power):
            result = _Value(result.amount * value.amount, result.power + value.power)
        elif operator.text == "/" and value.power == 0 and value.amount:
            result = _Value(result.amount / value.amount, result.power)
        else:
            return None
    return result


def _operand(component: Component, viewport: Viewport) -> _Value | None:
    if isinstance(component, Block):
        return _function(component, viewport)
    return _leaf(component, viewport)
