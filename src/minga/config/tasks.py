"""Which work of the deployment runs by the clock? Jobs that died with their worker are done again."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

SILENT_SECONDS = 30  # a worker that gave no sign of life for so long is dead


@app.periodic(cron="* * * * *", periodic_id="config-stalled")
@app.task(
    name="config.retry_stalled_jobs", queueing_lock="config.retry_stalled_jobs", pass_context=True
)
async def retry_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Put the jobs of dead workers back into the queue; every job may be done twice."""
    del timestamp
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        await _retry(jobs, job)


async def _retry(jobs: JobManager, job: Job) -> None:
    try:
        await jobs.retry_job(job)
    except ConnectorException:
        # the same work waits already under the same queueing lock
        await jobs.finish_job(job, status=Status.FAILED, delete_job=False)
