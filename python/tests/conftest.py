"""Models this small are slowed down by threads, the more so on a busy machine."""

import torch

torch.set_num_threads(1)
