"""The draft for Word: findings, sign-offs and queries as comments, wordings as tracked changes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from extractor.counting import counted
from extractor.outputs.visible import shortened
from extractor.outputs.word import Comment, commented_docx
from extractor.outputs.word_changes import Rewording
from extractor.review import views
from extractor.review.queries import QueryView
from extractor.review.query_views import query_views
from extractor.review.records import ItemView, StoryView
from extractor.review.sheets import METHOD_WORDS, file_line, second_words, source_line
from extractor.review.store.query_rows import suggestions_of
from extractor.review.store.stories import draft_of
from extractor.review.store.suggestions import spots_in
from extractor.review.tables import Draft, Story
from extractor.review.uploads import comment_upload
from extractor.review.words import STATUS
from extractor.schemas.span import Span


def story_docx(session: Session, story: Story) -> bytes:
    """The present draft, in its original file where it was a Word document.

    Raises:
        InputError: the original took too long or too much memory.
    """
    view = views.story_view(session, story)
    draft = draft_of(session, story, story.draft)
    items = views.items(session, story)
    queries = query_views(session, story)
    comments = [
        *_of_the_story(draft, queries, {each.id for each in items}),
        *_of_facts(session, story, draft, items),
    ]
    rewordings = _rewordings(session, story, draft)
    if draft.original is None:
        made = commented_docx(
            draft.text, comments, rewordings=rewordings, head=_head(view), name=draft.name
        )
        return made.data
    return comment_upload(
        draft.original,
        draft.name,
        draft.text,
        comments,
        rewordings=rewordings,
        head=_head(view),
    )


def _head(view: StoryView) -> str:
    head = (
        f"Compared with: {view.compared_with}\n{view.counts.settled} of {view.counts.total} settled"
    )
    if view.queries.open:
        head += f", {counted(view.queries.open, 'query', 'queries')} open"
    if view.signed_by and view.signed_at:
        head += f"\nSigned by {view.signed_by} on {view.signed_at.date().isoformat()}"
    return head


def _of_the_story(draft: Draft, queries: Sequence[QueryView], here: set[int]) -> Iterable[Comment]:
    """What was asked about the whole story, or about words that it does not have any more."""
    for query in queries:
        if query.item is None:
            yield from _of_a_query(query, None)
        elif query.item not in here:
            gone = f"About “{shortened(query.words or '', 80)}”, which this version does not have: "
            yield from _of_a_query(query, None, gone)


def _of_facts(
    session: Session, story: Story, draft: Draft, items: Sequence[ItemView]
) -> Iterable[Comment]:
    shown = [each for each in items if each.aside is None or each.queries]
    found = views.findings_for(session, story, [each.id for each in shown])
    for each in shown:
        span = Span.of(draft.text, each.start, each.end)
        said = [f.finding.message for f in found.get(each.id, []) if f.need != "match"]
        if said and each.aside is None:
            yield Comment(span, "\n".join(said))
        if each.decided_by is not None and each.aside is None:
            lines = "\n".join(_signoff_lines(each))
            yield Comment(span, lines, each.decided_by, each.decided_at)
        for query in each.queries:
            yield from _of_a_query(query, span)


def _of_a_query(query: QueryView, span: Span | None, lead: str = "") -> Iterable[Comment]:
    """The question by who asked it, and the answer by who gave it."""
    closed = f"\n(Closed by {query.closed_by}.)" if query.closed_by else ""
    yield Comment(span, f"{lead}{query.question}{closed}", query.asked_by, query.asked_at)
    if query.answer and query.answered_by:
        yield Comment(span, query.answer, query.answered_by, query.answered_at)


def _rewordings(session: Session, story: Story, draft: Draft) -> list[Rewording]:
    return [
        Rewording(span, row.words, row.by, row.at)
        for row in suggestions_of(session, story)
        if row.state == "open"
        for span in spots_in(session, draft, row)
    ]


def _signoff_lines(view: ItemView) -> Iterable[str]:
    method = f", {METHOD_WORDS[view.method]}" if view.method else ""
    yield f"{STATUS[view.status]}{method}"
    yield from (source_line(source) for source in view.sources)
    if view.note:
        yield view.note
    for file in view.attachments:
        yield f"attached: {file_line(file)}"
    if view.second_by or view.wants_second:
        yield f"second signature: {second_words(view)}"
