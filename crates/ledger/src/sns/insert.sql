INSERT INTO sns_accounts (
    id, medium, name, handle, url, section, owner, status, opened_on, last_post_on, closed_on, search_text, revision
) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
