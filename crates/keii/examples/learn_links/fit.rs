//! Logistic regression with a penalty on the squares of the weights, one weight after the other.

/// What a weight costs: as much as a hundredth of its square counts in the surprise of so many pairs.
const PENALTY: f64 = 10.0 / 3.0;
/// After so many rounds nothing changes in the hundredths that are written.
const ROUNDS: usize = 400;
/// The curvature of the logistic function is at most a quarter.
const CURVATURE: f64 = 0.25;

/// A judged pair.
pub struct Row {
    /// The numbers of the respects that hold.
    pub held: Vec<usize>,
    /// Whether both are of one happening.
    pub one: bool,
}

impl Row {
    /// What its respects weigh together.
    pub fn weight(&self, weights: &[f64]) -> f64 {
        self.held.iter().map(|&respect| weights[respect]).sum()
    }
}

/// The weights of all respects, in natural logarithms of odds. Each step goes no further than the bound on
/// the curvature allows (Böhning and Lindsay 1988), so that the surprise never grows.
pub fn weights(rows: &[&Row], respects: usize) -> Vec<f64> {
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); respects];
    for (at, row) in rows.iter().enumerate() {
        row.held.iter().for_each(|&respect| holders[respect].push(at));
    }
    let mut weights = vec![0.0; respects];
    let mut sums = vec![0.0_f64; rows.len()];
    for _ in 0..ROUNDS {
        for (respect, holders) in holders.iter().enumerate() {
            let surprise = |&at: &usize| {
                let likely = 1.0 / (1.0 + (-sums[at]).exp());
                f64::from(u8::from(rows[at].one)) - likely
            };
            let slope = holders.iter().map(surprise).sum::<f64>() - PENALTY * weights[respect];
            let count = holders.iter().map(|_| 1.0).sum::<f64>();
            let step = slope / (CURVATURE * count + PENALTY);
            weights[respect] += step;
            holders.iter().for_each(|&at| sums[at] += step);
        }
    }
    weights
}
