/// Files to tensors, and back: [dev.adjoint.data.Csv], [dev.adjoint.data.Hdf5],
/// [dev.adjoint.data.Npy], [dev.adjoint.data.Npz], [dev.adjoint.data.Image].
///
/// Reading goes in two steps. `open` reads what a file says of itself, the header, and gives the
/// shape; [dev.adjoint.data.TensorFile#read] reads the numbers. So a program's shapes are proved
/// before any number is read. A CSV file has no header that tells its length: its first step is a
/// pass over the rows, which also finds the ragged ones. Between the steps nothing is held open,
/// and a file that changed in the meantime is an error.
///
/// Every failure is an [dev.adjoint.source.AdjointException] with one diagnostic of a code in
/// [dev.adjoint.data.DataError], which also says whether the file or its use is to blame. The
/// diagnostics carry no place in a program: who called knows it, and adds it.
///
/// **Files that somebody else wrote are safe to read.** They are inert numbers: no code in them is
/// run, no pickle is opened, no object is made from a name they hold. Nothing goes to the network,
/// and no other file is opened than the one asked for: an HDF5 link that leads out of its file is
/// refused, and so is what is not a plain file (a device, a pipe). What a header promises is held
/// against the size of the file and the memory there is before any of it is allocated. Text from
/// a file reaches a message without its control characters.
///
/// CSV is read by FastCSV and HDF5 by jHDF; each is loaded when a file of its kind is opened, and
/// not before.
package dev.adjoint.data;
