//! Puts the files of every Code under `codes/` into the program, so that one binary is enough.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let home = env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| io::Error::other("cargo sets CARGO_MANIFEST_DIR"))?;
    let codes = Path::new(&home).join("../../codes").canonicalize()?;
    println!("cargo::rerun-if-changed={}", codes.display());
    let mut files = Vec::new();
    walk(&codes, &mut files)?;
    files.sort();
    let mut list = String::from("[\n");
    for file in files {
        let name = file.strip_prefix(&codes).map_err(io::Error::other)?;
        writeln!(list, "    ({:?}, include_str!({:?})),", name.display().to_string(), file.display().to_string())
            .map_err(io::Error::other)?;
    }
    list.push(']');
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("codes.rs"), list)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "txt") {
            files.push(path);
        }
    }
    Ok(())
}
