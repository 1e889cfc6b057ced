"""What the end of a review does. Wagtail imports this while its models load, so nothing here imports a model."""


def ready(workflow_state, user=None) -> None:
    """Mark the approved revision ready; publish nothing: a publisher does that."""
    from articles import review

    review.mark_ready(workflow_state.current_task_state.revision)
