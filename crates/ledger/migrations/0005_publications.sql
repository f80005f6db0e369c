-- What was published of the official accounts (公式SNSアカウント一覧), so that the next publication tells what changed; never changed.

CREATE TABLE sns_publications (
    number INTEGER PRIMARY KEY,
    published_on TEXT NOT NULL,
    record TEXT NOT NULL
) STRICT;
