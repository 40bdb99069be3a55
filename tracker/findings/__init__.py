"""What a diary allows to say: whether the intake is enough, and what went together with it.

Loads the analysis: views import it when they are called.
"""

from tracker.findings.reading import Adequacy, Answer, Findings, adequacy, associations
from tracker.findings.wording import adequacy_in_words, answer_in_words, answers_in_words

__all__ = [
    "Adequacy",
    "Answer",
    "Findings",
    "adequacy",
    "adequacy_in_words",
    "answer_in_words",
    "answers_in_words",
    "associations",
]
