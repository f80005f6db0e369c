UPDATE contracts SET
    findings = ?2, unknown = ?3, next_due_on = ?4, next_due_rule = ?5, recheck_on = ?6, search_text = ?7
WHERE id = ?1
