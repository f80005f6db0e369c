UPDATE sns_accounts SET
    medium = ?2, name = ?3, handle = ?4, url = ?5, section = ?6, owner = ?7, status = ?8, opened_on = ?9,
    last_post_on = ?10, closed_on = ?11, search_text = ?12, revision = ?13
WHERE id = ?1 AND revision = ?14
