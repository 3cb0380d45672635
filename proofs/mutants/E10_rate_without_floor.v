(* MUTANT of claim E10: E10_rate_everywhere with one change: any set of candidates.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate
  definitions.ClipRange.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Optimality
  theorems.SweepsByTurns theorems.Clip theorems.KLRate theorems.BoxConvergence
  theorems.FlooredRun theorems.FloorStep.
From SeeUPO Require Import theorems.FloorRate.
Open Scope R_scope.

Theorem E10_rate_everywhere_mutant : forall G low high U baseline pol,
  wellFormed G -> 0 < low < 1 -> 0 < high -> True ->
  clippedRun G low high U baseline pol ->
  exists K C, forall k n h, (K <= k)%nat -> node G n h ->
    optimalValue G n h - value G (pol k) n h <= C * (1 - low) ^ (k - K).
Proof.
  intros G low high U baseline pol HG Hl Hh HU Run.
  destruct (positive_has_least G (pol 0%nat) (proj1 (proj2 Run))) as [p0 [Hp Hs]].
  destruct (losses_exist G HG) as [gap [range [Hg [Hr Hlo]]]].
  destruct (counts_exist low high p0 gap range Hl Hh Hp Hg Hr) as [regain [settle Cs]].
  set (L := rankedFrom regain settle).
  assert (Up : forall t u, (t <= u)%nat -> (L t <= L u)%nat).
  { intros t u H. induction H; [lia|]. unfold L in *. simpl. lia. }
  exists (L (horizon G)), range. intros k n h Hk Hn.
  assert (Hn' : (n <= horizon G)%nat) by (destruct Hn; lia).
  eapply Rle_trans.
  - apply (floored_run_rate_everywhere G low high p0 gap range pol regain settle HG Hl Hh Hs
      (clipped_run_is_floored G low high U baseline HG Hl Hh HU pol Run) Hlo Hr Cs
      n n h k (pol k) Hn); [apply turns_within_horizon; lia|apply plays_from_itself; lia|].
    pose proof (Up n _ Hn'). unfold L in *. lia.
  - apply Rmult_le_compat_l; [exact Hr|]. apply pow_shrinks; [lra|].
    pose proof (Up n _ Hn'). unfold L in *. lia.
Qed.
