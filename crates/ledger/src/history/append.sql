INSERT INTO history
    (seq, id, written_at, actor, op, register, record_id, before_json, after_json, previous_hash, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
