# Writes corners.h5, the corners of HDF5 that jHDF's own writer does not reach (h5py 3.16, HDF5 2.0).
import h5py
import numpy as np

with h5py.File("corners.h5", "w", libver=("v110", "v110")) as f:
    x = np.arange(6).reshape(2, 3)
    f["bool"] = x % 2 == 0  # an enumeration of FALSE and TRUE
    f["big"] = x.astype(">f8")
    f["half"] = x.astype("<f2") / 4
    f["unsigned"] = np.array([2**64 - 1, 2**53 + 1, 7], "<u8")
    f["complex"] = x * 1j
    f["fields"] = np.zeros(2, [("a", "<f8"), ("b", "<i4")])
    f["text"] = ["cat", "dog"]
    f["nothing"] = h5py.Empty("f8")
    f["no rows"] = np.zeros((0, 3))
    f.create_dataset("unwritten", (2, 2), "f8", fillvalue=-1)
    f.create_dataset("zeros", (2, 2), "i4", chunks=(1, 2))
    part = f.create_dataset("part", (4, 3), "i2", chunks=(2, 2), fillvalue=9)
    part[0, 0] = 1
    whole = f.create_dataset("whole", (4, 3), "i2", chunks=(2, 2), fillvalue=9)
    whole[...] = np.arange(12).reshape(4, 3)
    f.create_dataset(
        "packed", data=np.arange(30.0).reshape(5, 6), chunks=(2, 4), compression="gzip",
        shuffle=True, fletcher32=True)
    for name, bits, bias in [("bfloat", (15, 7, 8, 0, 7), 127), ("biased", (15, 10, 5, 0, 10), 14)]:
        t = h5py.h5t.IEEE_F16LE.copy()
        t.set_fields(*bits)
        t.set_ebias(bias)
        h5py.h5d.create(f.id, name.encode(), t, h5py.h5s.create_simple((2,)))
    f["group/inner/deep"] = 3.5
    f["group/round"] = f["group"]  # a group that holds itself
    f["soft"] = h5py.SoftLink("/group/inner")
    f["group/relative"] = h5py.SoftLink("inner/deep")
    f["circle"] = h5py.SoftLink("/circle")
    f["broken"] = h5py.SoftLink("/nowhere")
    f["outside"] = h5py.ExternalLink("/etc/passwd", "/x")
