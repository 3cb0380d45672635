(* MUTANT of claim D10: D10_gradient_step_improves with one change: the steps go against the gradient.
   This file must NOT compile.  Expected error, inside the proof: "has type". *)
From Coq Require Import Reals List Lra Lia.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update.
From SeeUPO Require Import theorems.SumLemmas theorems.ExpectLemmas theorems.Advantage
  theorems.Improvement.
From SeeUPO Require Import theorems.SoftmaxGradient.
Open Scope R_scope.

Theorem D10_gradient_step_improves_mutant : forall G c theta,
  wellFormed G -> (forall h, c h <= 0) ->
  forall n h, node G n h ->
  value G (softmaxPolicy G theta) n h
  <= value G (softmaxPolicy G (gradientStep G c theta)) n h.
Proof.
  intros G c theta HG Hc n h Hn.
  set (old := softmaxPolicy G theta).
  set (new := softmaxPolicy G (gradientStep G c theta)).
  assert (Hold : isPolicy G old) by (apply softmaxPolicy_isPolicy; exact HG).
  assert (Hnew : isPolicy G new) by (apply softmaxPolicy_isPolicy; exact HG).
  pose proof (D3_forward_gain G old new (fun _ _ => 0) HG Hnew) as D.
  specialize (fun H => D H n h Hn). rewrite along_zero, Rplus_0_r in D.
  apply D. clear n h Hn D. intros n h Hn. rewrite Rplus_0_r.
  pose proof (policy_dist G new n h HG Hnew Hn) as [_ Hs].
  assert (Gain : 0 <= mean (moves G h) (new h) (advantage G old n h)).
  { pose proof (policy_dist G old n h HG Hold Hn) as Hd.
    pose proof (A2_centring G old n h Hd) as Z.
    destruct (HG n h Hn) as [Hne _].
    unfold new, softmaxPolicy at 1. unfold old, softmaxPolicy at 1 in Z.
    destruct (chance G h).
    - unfold old. rewrite Z. lra.
    - pose proof (D10_one_history (moves G h) (theta h) (advantage G old n h) (c h)
        Hne (Hc h) Z) as P.
      unfold gradientStep. destruct Hn as [Hl _].
      replace (horizon G - S (length h))%nat with n by lia. exact P. }
  unfold advantage in Gain. rewrite mean_sub, (mean_const _ _ _ Hs) in Gain. lra.
Qed.
