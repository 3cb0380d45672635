(** D9 (refuted for gradient steps): with the length-normalised ratio of GSPO
    the exact gradient step on softmax logits can go downhill.  One turn, three
    responses of lengths 1000, 1, 1000. *)
From Coq Require Import Reals List Lra.
Import ListNotations.
From SeeUPO Require Import definitions.Game.
Open Scope R_scope.

Definition responses : list nat := [0; 1; 2]%nat.
Definition weight : dist := fun a => match a with O => 7/10 | 1%nat => 1/10 | _ => 1/5 end.
Definition gain : nat -> R := fun a => match a with O => 1/10 | 1%nat => 1/100 | _ => -71/200 end.
Definition tokens : nat -> R := fun a => match a with 1%nat => 1 | _ => 1000 end.

(** The gradient, in the logit of [a], of the surrogate: the mean of
    ratio^(1/L) * A, taken at ratio = 1. *)
Definition normalisedGradient (a : nat) : R :=
  weight a * (gain a / tokens a - mean responses weight (fun b => gain b / tokens b)).

(** The gradient of the true objective in the same logit (the mean of A is 0). *)
Definition trueGradient (a : nat) : R := weight a * gain a.

(** The advantages are centred, yet the step along the normalised gradient
    changes the true objective, to first order, by a negative amount. *)
Theorem D9_refuted_gradient_step_uphill :
  mean responses weight gain = 0 /\
  sum responses (fun a => trueGradient a * normalisedGradient a) < 0.
Proof.
  unfold trueGradient, normalisedGradient, mean, responses. cbn [sum].
  unfold weight, gain, tokens. split; lra.
Qed.
