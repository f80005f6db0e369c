UPDATE clouds SET
    number = ?2, service = ?3, provider = ?4, section = ?5, manager = ?6, status = ?7, decided_on = ?8, expires_on = ?9,
    ended_on = ?10, search_text = ?11, revision = ?12, stands_until = ?13, next_check_on = ?14
WHERE id = ?1 AND revision = ?15
