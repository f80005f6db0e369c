//! Makes the window's context (icons, permissions) before the crate is compiled.
//! The pages are built by `ui` beforehand; this only says so when they are missing.

use tauri_build::{AppManifest, Attributes};

fn main() {
    println!("cargo:rerun-if-changed=../ui/dist");
    if !std::path::Path::new("../ui/dist/index.html").exists() {
        println!("cargo::error=the pages are missing: run `npm ci && npm run build` in ui, or `cargo xtask run`");
        return;
    }
    let commands = AppManifest::new().commands(&[
        "startup",
        "recover",
        "call",
        "choose_folder",
        "choose_file",
        "choose_save",
        "progress",
        "cancel",
        "open_path",
        "habits",
        "like",
    ]);
    if let Err(error) = tauri_build::try_build(Attributes::new().app_manifest(commands)) {
        println!("cargo::error={error:#}");
    }
}
