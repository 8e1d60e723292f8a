"""Who evaluated the promises of the fictional council, and which years did nobody evaluate?"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from minga.config.demonstration.document import ENDS_ON, STARTS_ON, promise_of
from minga.config.demonstration.life import PUBLIC_SOURCE, Event, World, set_clock
from minga.config.demonstration.promises import Story
from minga.kernel import clock
from minga.people.public import Body
from minga.plan.public import (
    EvaluatingParty,
    Evaluation,
    Finding,
    Record,
    Votes,
    WorkPlan,
    activities_of,
    means_filed,
    name_evaluator,
    record_evaluation,
    today_moment,
)
from minga.record.public import Source, Standing, Words

FIRST_OF_YEAR, LAST_OF_YEAR = 120, 400  # days after the first of a year: the last are too late
LAST_EVENT = 1_000  # after everything else of its day
FINDINGS: Mapping[Story, tuple[Finding, ...]] = {
    Story.DONE: (Finding.MET,),
    Story.STEADY: (Finding.MET, Finding.PARTLY_MET),
    Story.LATE: (Finding.PARTLY_MET, Finding.NOT_MET),
    Story.UNMEASURED: (Finding.UNKNOWN, Finding.PARTLY_MET),
}
SEEN = (
    ("La comisión recorrió el lugar y comparó lo hecho con lo prometido.", "Publicar cada mes."),
    ("La comisión revisó los informes y escuchó al vecindario.", "Fijar fechas para lo que falta."),
    ("La comisión pidió cifras y las contrastó con la visita.", ""),
)


@dataclass(frozen=True)
class Evaluated:
    """What the fictional commission will find of a year of a promise, and who writes it down."""

    commission: Body
    year: int
    finding: Finding
    in_favour: int
    is_own: bool

    def __call__(self, event: Event, world: World) -> object:
        """Write it: its secretary certifies it, or the office takes it from the gazette."""
        seen, advice = SEEN[event.step % len(SEEN)]
        address = f"{PUBLIC_SOURCE}{event.on.isoformat()}-comision"
        source = Source(Standing.PUBLIC_SOURCE, address, event.on)
        record = Record(
            world.cast.secretary if self.is_own else world.cast.adviser,
            clock.now() - timedelta(hours=1),
            source=Source(Standing.CERTIFIED) if self.is_own else source,
            words=Words(
                title=f"Evaluación del año {self.year}: {FINDING_WORDS[self.finding]}",
                text=f"{seen}\n\nRecomienda: {advice}" if advice else seen,
            ),
        )
        evaluation = Evaluation(
            by=EvaluatingParty(self.commission),
            year=self.year,
            finding=self.finding,
            from_document=not self.is_own,
            votes=Votes(self.in_favour, 7 - self.in_favour, None, 0) if self.is_own else Votes(),
        )
        return record_evaluation(activity=event.activity, evaluation=evaluation, record=record)


FINDING_WORDS: Mapping[Finding, str] = {
    Finding.MET: "cumple",
    Finding.PARTLY_MET: "cumple en parte",
    Finding.NOT_MET: "no cumple",
    Finding.UNKNOWN: "no se puede saber",
}


def name_the_commission(plan: WorkPlan, commission: Body, world: World) -> None:
    """Say, on the day on which the plan is registered, which commission its words mean."""
    set_clock(STARTS_ON, 9)
    for means in means_filed(plan, today_moment()):
        words = Words(title=f"«{means.filed}» en el plan es: {commission.name}")
        name_evaluator(
            plan=plan,
            term=means.term,
            parties=[EvaluatingParty(commission)],
            record=Record(world.cast.adviser, clock.now(), words=words),
        )


def evaluations_of(
    plan: WorkPlan, commission: Body, chance: random.Random, today: date
) -> Iterator[Event]:
    """Give the evaluations to come until today; some years of some promises have none."""
    for activity, text in activities_of(plan):
        promise = promise_of(text)
        if promise.story not in FINDINGS or activity.repeats_id:
            continue
        for year in promise.years:
            first = STARTS_ON.replace(year=STARTS_ON.year + year - 1)
            day = first + timedelta(days=chance.randint(FIRST_OF_YEAR, LAST_OF_YEAR))
            is_held = chance.random() < (0.75 if year == 1 else 0.5)
            found = chance.choice(FINDINGS[promise.story])
            does = Evaluated(commission, year, found, chance.randint(4, 7), is_own=year > 1)
            if is_held and day < min(today, ENDS_ON):
                yield Event(day, LAST_EVENT + activity.number, activity, promise, year, does)
