"""What the end of a review does. Wagtail imports this while its models load, so nothing here imports a model."""


def ready(workflow_state, user=None) -> None:
    """Mark the approved revision ready; publish nothing: a publisher does that."""
    from articles import review
    from articles.models.review import Reading

    revision = workflow_state.current_task_state.revision
    approved = workflow_state.task_states.filter(revision=revision, status="approved").select_related("task")
    tasks = [state.task.specific for state in approved]
    review.mark_ready(revision, steps={task.step for task in tasks if isinstance(task, Reading)}, by=user)
