//! Each class of the thousand searches, at three sizes; criterion compares with the run before.

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use premier_pas::search::Index;
use premier_pas_benches::directory::{TODAY, communes, gazetteer, organisations};
use premier_pas_benches::searches::{Class, searches};

fn engine(criterion: &mut Criterion) {
    let gazetteer = gazetteer();
    let communes = communes(&gazetteer);
    let all = searches(&gazetteer);
    for offers in [10_000, 100_000, 1_000_000] {
        let index = Index::of_directory(gazetteer.clone(), organisations(offers, &communes));
        let mut group = criterion.benchmark_group(format!("{offers} offers"));
        group.throughput(Throughput::Elements(1)).sample_size(30);
        for (class, _) in Class::ALL {
            let mut mine = all.iter().filter(|(one, _)| *one == class).map(|(_, search)| search).cycle();
            group.bench_function(BenchmarkId::from_parameter(class.name()), |bencher| {
                let next = || mine.next().cloned().unwrap_or_default();
                bencher.iter_batched(
                    next,
                    |search| index.search(&search, Vec::new(), TODAY),
                    BatchSize::SmallInput,
                );
            });
        }
    }
}

criterion_group!(benches, engine);
criterion_main!(benches);
