use super::*;
use crate::exchange::Register;
use std::ops::ControlFlow;
#[test]
fn samples_tmp() {
    let want = std::env::var("S").unwrap_or_default();
    for entry in std::fs::read_dir("/work/shared/samples").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.ends_with(".json") || name.ends_with(".md") || !name.contains(&want) {
            continue;
        }
        let stem = name.rsplit_once('.').unwrap().0.to_owned();
        let expected: serde_json::Value = serde_json::from_str(
            &std::fs::read_to_string(path.with_file_name(format!("{stem}.expected.json"))).unwrap(),
        )
        .unwrap();
        let register: Register = serde_json::from_value(expected["record_type"].clone()).unwrap();
        let book = paper::book::read_book(&path, &Default::default(), &mut |_, _| ControlFlow::Continue(())).unwrap();
        let book = Arc::new(book);
        let reading =
            read(&book, Spec::shipped(register).unwrap(), &Decisions::new(), &mut |_| ControlFlow::Continue(()))
                .unwrap();
        let out = crate::exchange::readout::readout(&reading);
        std::fs::write(format!("/tmp/out-{stem}.json"), serde_json::to_string_pretty(&out).unwrap()).unwrap();
    }
}
