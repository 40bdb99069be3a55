"""All rows at once, as a phone or an offline page gets them, in the language that is active."""

from typing import Any

from tracker.rules import (
    comparison,
    facts,
    followup,
    forms,
    gates,
    limits,
    medicines,
    messages,
    proposals,
    risks,
    safety,
    tolerance,
)

# Of the format and of the language of conditions; every row has a version of its own.
FORMAT = 1


def as_json() -> dict[str, Any]:
    return {
        "format": FORMAT,
        "facts": dict(facts.FACTS) | dict(risks.FACTS),
        "red_flags": messages.as_json(safety.RULES),
        "disclaimer": str(safety.DISCLAIMER),
        "tolerance": messages.as_json(tolerance.RULES),
        "gates": [
            {**row, "hold": gate.hold.value, "medicines": list(gate.medicines)}
            for row, gate in zip(messages.as_json(gates.RULES), gates.GATES, strict=True)
        ],
        "gate_asked_again_after_days": gates.ASK_AGAIN_DAYS,
        "risks": [
            {**row, "label": str(risk.label), "is_derived": risk.is_derived}
            for row, risk in zip(
                messages.as_json([risk.rule for risk in risks.RISKS]), risks.RISKS, strict=True
            )
        ],
        "tips": messages.as_json(risks.TIPS),
        "follow_up": messages.as_json(followup.RULES),
        "spacing": proposals.as_json(),
        "medicines": medicines.as_json(),
        "limits": limits.as_json(),
        "comparison": comparison.as_json(),
        "forms": forms.as_json(),
    }
