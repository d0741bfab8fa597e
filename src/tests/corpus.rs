//! The kept inputs of `make fuzz`, each asked again: what once broke something must not do so twice.

#[path = "../../fuzz/targets/inputs.rs"]
mod inputs;

use std::path::Path;

#[test]
fn no_kept_input_breaks_what_reads_it() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    for (kind, read) in inputs::KINDS {
        let kept: Vec<_> =
            std::fs::read_dir(corpus.join(kind)).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(!kept.is_empty(), "nothing is kept of {kind}");
        for input in kept {
            println!("{}", input.display());
            read(&std::fs::read(input).unwrap());
        }
    }
}
