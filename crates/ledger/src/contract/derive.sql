UPDATE contracts SET
    findings = ?2, unknown = ?3, next_due_on = ?4, next_due_rule = ?5, recheck_on = ?6, search_text = ?7,
    exposed_since = CASE WHEN exposure = ?8 THEN exposed_since ELSE ?9 END, exposure = ?8
WHERE id = ?1
