"""TeX in a name as plain characters, as far as Unicode has them."""

# Letters and punctuation of other scripts are meant.
# ruff: noqa: RUF001

from __future__ import annotations

import re

_SUPER = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_SUB = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π", "rho": "ρ",
    "sigma": "σ", "tau": "τ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ",
    "Theta": "Θ", "Lambda": "Λ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
    "times": "×", "cdot": "·",
    "ell": "ℓ", "infty": "∞", "partial": "∂", "nabla": "∇", "to": "→",
}  # fmt: skip
_MATH = re.compile(r"\\\((.{1,200}?)\\\)|\\\[(.{1,200}?)\\\]|\$\$?([^$]{1,200})\$\$?")
_COMMAND = re.compile(
    r"\\(?:text|mathrm|mathbf|mathit|mathcal|mathbb|operatorname|textit|textbf|emph)\s*\{([^{}]*)\}"
)
_RAISED = re.compile(r"([\^_])(?:\{([^{}]+)\}|(\w))")


def without_tex(text: str) -> str:
    r"""Return `text` with the TeX in it as plain characters.

    >>> without_tex(r"\(R^2\)"), without_tex(r"$\beta$-VAE"), without_tex("costs $5 or $6")
    ('R²', 'β-VAE', 'costs $5 or $6')
    """

    def plain(found: re.Match[str]) -> str:
        inner = found[1] or found[2] or found[3]
        if found[3] and (
            inner[0].isspace() or inner[-1].isspace() or found.string[found.end() : found.end() + 1].isdigit()
        ):
            return found.group()  # sums of money, not formulas
        return _plain(inner)

    return _MATH.sub(plain, text)


def _plain(formula: str) -> str:
    formula = _COMMAND.sub(r"\1", formula)
    formula = re.sub(r"\\([A-Za-z]+)\s?", lambda found: _GREEK.get(found[1], found[1]), formula)
    formula = _RAISED.sub(_raise, formula)
    return formula.replace("{", "").replace("}", "").replace("\\", "").strip()


def _raise(found: re.Match[str]) -> str:
    text = found[2] or found[3]
    table, allowed = (_SUPER, "0123456789+-n") if found[1] == "^" else (_SUB, "0123456789+-")
    return text.translate(table) if all(char in allowed for char in text) else found[1] + text
