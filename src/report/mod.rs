pub mod qr {
    pub struct Matrix;
    pub struct QrFault;
    impl Matrix {
        pub fn size(&self) -> usize {
            21
        }
        pub fn is_dark(&self, _x: usize, _y: usize) -> bool {
            true
        }
    }
    pub fn matrix(_t: &str, _m: usize) -> Result<Matrix, QrFault> {
        Ok(Matrix)
    }
}
#[derive(Debug)]
pub struct Certificate;
