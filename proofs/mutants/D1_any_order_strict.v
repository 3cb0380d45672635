(* MUTANT of claim D1: D1_any_order_improves with one change: strict improvement.
   This file must NOT compile.  Expected error, inside the proof: "Cannot find witness". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas.
From SeeUPO Require Import theorems.Improvement.
Open Scope R_scope.

Theorem D1_any_order_improves_mutant : forall G old new,
  wellFormed G -> stages G old new ->
  forall n h, node G n h -> value G old n h < value G new n h.
Proof.
  intros G old new HG Hs. induction Hs as [p|p q r [Hq Hpq] Hqr IH]; intros n h Hn.
  - lra.
  - apply Rle_trans with (value G q n h); [|apply IH; exact Hn].
    pose proof (D3_forward_gain G p q (fun _ _ => 0) HG Hq) as F.
    specialize (fun H => F H n h Hn). rewrite along_zero, Rplus_0_r in F.
    apply F. clear n h Hn F. intros n h Hn.
    destruct (Hpq n h Hn) as [Same|[U [D [HU [Hz [Hpos [HU' Hmax]]]]]]].
    + rewrite (mean_dist_ext _ (q h) (p h)) by exact Same. rewrite value_step. lra.
    + specialize (Hmax (p h) HU). specialize (Hpos (q h) HU').
      cbv beta in Hmax. rewrite value_step. lra.
Qed.
