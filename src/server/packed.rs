//! One file to bring to a server: the program with the browser's half behind it, as an archive that the start unpacks.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use zip::ZipArchive;
use zip::write::SimpleFileOptions;

/// The names that the build gave to the files, in the archive as beside the program.
pub const NAMES: &str = "hash.txt";

/// Why a program could not be packed or unpacked.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// The disk's word.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// The archive's word.
    #[error(transparent)]
    Zip(#[from] zip::result::ZipError),
    /// It holds its files already.
    #[error("this program is packed already")]
    Packed,
}

/// Writes `program` with the files of `site` and their names behind it to `packed`. Answers how many files.
///
/// # Errors
/// Where a file can't be read or written, or the program is packed already.
pub fn pack(program: &Path, site: &Path, names: &Path, packed: &Path) -> Result<usize, PackError> {
    if ZipArchive::new(File::open(program)?).is_ok() {
        return Err(PackError::Packed);
    }
    // Its mode comes along: it is a program.
    std::fs::copy(program, packed)?;
    let mut out = File::options().read(true).write(true).open(packed)?;
    out.seek(SeekFrom::End(0))?;
    let mut zip = zip::ZipWriter::new(out);
    let mut files = vec![(NAMES.to_owned(), names.to_owned())];
    list(site, "site", &mut files)?;
    for (name, path) in &files {
        // What can be pressed is pressed already.
        zip.start_file(
            name.as_str(),
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored),
        )?;
        zip.write_all(&std::fs::read(path)?)?;
    }
    zip.finish()?.sync_all()?;
    Ok(files.len())
}

/// The files under a folder, each with its name in the archive, in order.
fn list(folder: &Path, name: &str, files: &mut Vec<(String, PathBuf)>) -> std::io::Result<()> {
    let mut entries = std::fs::read_dir(folder)?.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{name}/{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            list(&entry.path(), &name, files)?;
        } else {
            files.push((name, entry.path()));
        }
    }
    Ok(())
}

/// The folder into which the files of a packed program are unpacked, below `data`; nothing where it holds none. It is named
/// by its content: it is written once, and two versions don't meet.
///
/// # Errors
/// Where the archive is damaged or the folder can't be written.
pub fn unpack(program: &Path, data: &Path) -> Result<Option<PathBuf>, PackError> {
    let Ok(mut archive) = ZipArchive::new(File::open(program)?) else { return Ok(None) };
    let mut digest = Sha256::new();
    for at in 0..archive.len() {
        let file = archive.by_index_raw(at)?;
        digest.update(file.name()?.as_bytes());
        digest.update(file.crc32().to_le_bytes());
    }
    let digest: String = digest.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let folder = data.join("browser").join(&digest);
    if folder.exists() {
        return Ok(Some(folder));
    }
    let part = data.join("browser").join(format!("{digest}.{}", std::process::id()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at)?;
        let Some(path) = file.enclosed_name().map(|name| part.join(name)) else { continue };
        std::fs::create_dir_all(path.parent().unwrap_or(&part))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        std::fs::write(path, bytes)?;
    }
    // Whole or not at all; where another process was quicker, its folder is as good.
    if let Err(error) = std::fs::rename(&part, &folder) {
        std::fs::remove_dir_all(&part)?;
        if !folder.exists() {
            return Err(error.into());
        }
    }
    Ok(Some(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir_all(at("site/pkg")).unwrap();
        std::fs::write(at("site/pkg/a.js"), "let a").unwrap();
        std::fs::write(at("site/icon.svg"), "<svg/>").unwrap();
        std::fs::write(at("names"), "js: a").unwrap();
        std::fs::write(at("program"), [0x7f; 4096]).unwrap();
        assert!(unpack(&at("program"), &at("data")).unwrap().is_none());

        assert_eq!(pack(&at("program"), &at("site"), &at("names"), &at("packed")).unwrap(), 3);
        let packed = std::fs::read(at("packed")).unwrap();
        assert_eq!(packed[..4096], [0x7f; 4096], "the program is as it was");
        let again = pack(&at("packed"), &at("site"), &at("names"), &at("twice"));
        assert!(matches!(again, Err(PackError::Packed)));
        for _ in 0..2 {
            let out = unpack(&at("packed"), &at("data")).unwrap().unwrap();
            assert_eq!(std::fs::read_to_string(out.join("site/pkg/a.js")).unwrap(), "let a");
            assert_eq!(std::fs::read_to_string(out.join(NAMES)).unwrap(), "js: a");
        }
        assert_eq!(
            std::fs::read_dir(at("data/browser")).unwrap().count(),
            1,
            "nothing half unpacked is left"
        );
    }
}
