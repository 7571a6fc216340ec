//! Every input that a parser once misread, and one example of each kind.

use super::targets::ALL;
use std::fs;
use std::path::Path;

#[test]
fn every_file_of_the_corpus_is_read_or_refused() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/native/fuzz/corpus");
    let folders = fs::read_dir(&corpus).expect("the corpus");
    assert_eq!(folders.count(), ALL.len(), "each target has a folder");
    for (name, check) in ALL {
        let mut count = 0;
        for file in fs::read_dir(corpus.join(name)).expect(name) {
            let path = file.expect("a file").path();
            println!("{}", path.display());
            check(&fs::read(&path).expect("its bytes"));
            count += 1;
        }
        assert!(count > 0, "{name} has no file");
    }
}
