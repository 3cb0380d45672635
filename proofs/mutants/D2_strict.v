(* MUTANT of claim D2: D2_reverse_no_history_loses with one change: every history gains strictly.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Improvement.
Open Scope R_scope.

Theorem D2_reverse_no_history_loses_mutant : forall G U D old new,
  wellFormed G -> isPolicy G old ->
  driftAndNeighbourhood G U D old -> mirrorStep G U D new new ->
  forall n h, node G n h -> value G old n h < value G new n h.
Proof.
  intros G U D old new HG Ho HD Hm n h Hn.
  assert (Pos : 0 <= along G old (fun n h => D n h (new h)) n h).
  { apply along_nonneg; try assumption. intros m h' Hn'.
    destruct (HD m h' Hn') as [_ [_ Hpos]]. apply Hpos. apply (Hm m h' Hn'). }
  pose proof (D3_reverse_gain G old new (fun n h => D n h (new h)) HG Ho
    (fun n h => mirror_step_gains G U D old new new n h HD Hm) n h Hn).
  lra.
Qed.
