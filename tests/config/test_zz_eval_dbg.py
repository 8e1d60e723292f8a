import pytest
from datetime import datetime, UTC
from minga.config.demonstration.world import load
from minga.plan.models import WorkPlan, ActivityAct
from minga.plan.queries.moments import Moment
from minga.plan.queries.plans import version_at
from minga.plan.queries.rows import activity_rows
from tests.config.test_demonstration import AT
from minga.kernel import clock
@pytest.mark.django_db
def test_x():
    load(at=AT)
    plan = WorkPlan.objects.get(slug="demostracion")
    m = Moment(clock.local_date(AT), is_past=False)
    for row in activity_rows(version_at(plan, m), m):
        if min(row.text.years, default=1) > 2 or str(row.status.code)=="NOT_STARTED":
            print(row.number, row.text.years, row.status.code, [(a.act.kind, a.act.case.kind, a.act.happened_at) for a in ActivityAct.objects.filter(activity_id=row.text.activity_id).select_related("act__case")])
    assert 0
